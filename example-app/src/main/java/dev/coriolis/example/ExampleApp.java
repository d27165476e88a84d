package dev.coriolis.example;

import dev.coriolis.loop.EventLoop;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** The command line of the example. */
@Command(
    name = "coriolis-example-app",
    mixinStandardHelpOptions = true,
    version = "Coriolis example 0.1.0-SNAPSHOT",
    description = "Answers the users of a GitHub-like API as JSON, until it is interrupted.")
public final class ExampleApp implements Callable<Integer> {

  @Option(
      names = "--port",
      defaultValue = "8080",
      description = "the port to listen on; 0 picks a free one (default: ${DEFAULT-VALUE})")
  private int port;

  @Option(
      names = "--github",
      paramLabel = "URL",
      description = "the API to ask, such as https://api.github.com (default: a stand-in)")
  private String github = "";

  @Spec
  @SuppressWarnings("NullAway.Init") // by picocli
  private CommandSpec spec;

  private final Interrupt interrupt;

  /** Creates the command; picocli sets its options. */
  private ExampleApp(Interrupt interrupt) {
    this.interrupt = interrupt;
  }

  /** Runs the example. */
  public static void main(String[] arguments) {
    Interrupt interrupt = Interrupt.install();
    CommandLine command = new CommandLine(new ExampleApp(interrupt));
    command.setExecutionExceptionHandler(ExampleApp::explain);
    interrupt.exit(command.execute(arguments));
  }

  /** What the surroundings refuse, such as a port in use, is no defect: its message says it all. */
  private static int explain(Exception failure, CommandLine command, ParseResult parsed)
      throws Exception {
    if (failure instanceof IOException) {
      command.getErr().println(failure.getMessage());
      return command.getCommandSpec().exitCodeOnExecutionException();
    }
    throw failure;
  }

  @Override
  public Integer call() {
    if (port < 0 || port > 65_535) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "--port must be from 0 to 65535, was " + port);
    }
    Service service = new Service(port, github, spec.commandLine().getOut());
    return EventLoop.run(() -> service.runUntil(interrupt.requested()));
  }
}
