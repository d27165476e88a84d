package dev.coriolis.debug;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.LocalVariable;
import com.sun.jdi.Location;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.StackFrame;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.Connector;
import com.sun.jdi.connect.LaunchingConnector;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.event.ClassPrepareEvent;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.event.LocatableEvent;
import com.sun.jdi.event.VMDeathEvent;
import com.sun.jdi.event.VMDisconnectEvent;
import com.sun.jdi.request.StepRequest;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A debugger that runs a program in a JVM of its own, and writes down where it stops. */
final class Debugger implements AutoCloseable {
  private final VirtualMachine machine;
  private final String name;
  private final List<String> source;
  private final List<String> stops = new ArrayList<>();

  Debugger(Debugged program, String argument) throws Exception {
    name = program.className();
    source = program.source();
    LaunchingConnector connector = Bootstrap.virtualMachineManager().defaultConnector();
    Map<String, Connector.Argument> arguments = connector.defaultArguments();
    String path = program.classes() + File.pathSeparator + System.getProperty("java.class.path");
    arguments.get("options").setValue("-cp \"" + path + "\"");
    arguments.get("main").setValue(name + " \"" + argument + "\"");
    machine = connector.launch(arguments);
    var prepare = machine.eventRequestManager().createClassPrepareRequest();
    prepare.addClassFilter(name);
    prepare.enable();
  }

  /** Stops at all places of all numbered lines; returns number and variables of each stop. */
  List<String> runToBreakpoints() throws Exception {
    run(event -> {
      if (event instanceof ClassPrepareEvent prepared) {
        for (int line = 1; line <= source.size(); line++) {
          if (!number(line).isEmpty()) {
            breakAt(prepared.referenceType(), line);
          }
        }
      } else if (event instanceof BreakpointEvent hit) {
        stops.add(number(hit.location().lineNumber()) + variables(hit.thread()));
      }
    });
    return stops;
  }

  /** Stops at the line with number 1 and steps over each line from there; returns the numbers. */
  List<String> stepFromFirstLine() throws Exception {
    run(event -> {
      if (event instanceof ClassPrepareEvent prepared) {
        for (int line = 1; line <= source.size(); line++) {
          if (number(line).equals("1")) {
            breakAt(prepared.referenceType(), line);
          }
        }
      } else if (event instanceof LocatableEvent stop) {
        machine
            .eventRequestManager()
            .deleteEventRequests(machine.eventRequestManager().stepRequests());
        if (isInCoroutine(stop.location())) {
          String number = number(stop.location().lineNumber());
          if (!number.isEmpty()) {
            stops.add(number);
          }
          machine
              .eventRequestManager()
              .createStepRequest(stop.thread(), StepRequest.STEP_LINE, StepRequest.STEP_OVER)
              .enable();
        }
      }
    });
    return stops;
  }

  /** What a test does at an event. */
  private interface Action {
    void on(Event event) throws Exception;
  }

  private void run(Action action) throws Exception {
    while (true) {
      EventSet events = machine.eventQueue().remove(30_000);
      for (Event event : events == null ? List.<Event>of() : events) {
        if (event instanceof VMDeathEvent || event instanceof VMDisconnectEvent) {
          return;
        }
        action.on(event);
      }
      if (events == null) {
        throw new AssertionError("the debugged JVM does not end; stops so far: " + stops);
      }
      events.resume();
    }
  }

  private void breakAt(ReferenceType type, int line) throws Exception {
    for (Location location : type.locationsOfLine(line)) {
      machine.eventRequestManager().createBreakpointRequest(location).enable();
    }
  }

  private boolean isInCoroutine(Location location) {
    return location.declaringType().name().equals(name)
        && location.method().name().equals("run");
  }

  /** Returns the number in the comment at the end of a line. */
  private String number(int line) {
    String text = line < 1 ? "" : source.get(line - 1);
    return text.matches(".*; // \\d") ? text.substring(text.length() - 1) : "";
  }

  private static String variables(ThreadReference thread) throws Exception {
    StackFrame frame = thread.frame(0);
    String self = frame.thisObject() == null ? "" : " this";
    return self
        + frame.visibleVariables().stream()
            .sorted((a, b) -> a.name().compareTo(b.name()))
            .map(variable -> " " + variable.name() + "=" + value(frame, variable))
            .collect(Collectors.joining());
  }

  private static String value(StackFrame frame, LocalVariable variable) {
    return String.valueOf(frame.getValue(variable));
  }

  @Override
  public void close() {
    machine.process().destroyForcibly();
  }
}
