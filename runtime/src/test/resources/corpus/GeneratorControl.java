package corpus;

import static corpus.Drive.Ask.CLOSE;
import static corpus.Drive.Ask.NEXT;
import static corpus.Drive.VALUES;
import static corpus.Drive.drive;
import static dev.coriolis.Generator.emit;
import static dev.coriolis.Generator.end;

import dev.coriolis.Coroutine;
import dev.coriolis.Generator;
import dev.coriolis.corpus.Stages;
import java.io.IOException;
import java.util.List;

public class GeneratorControl {
  public static void run(Stages s) {
    drive(s, "loops", () -> loops(s, 4), VALUES);
    drive(s, "endless", () -> endless(1), VALUES);
    drive(s, "doWhile", () -> doWhile(s), VALUES);
    drive(s, "switches", () -> switches(s), VALUES);
    drive(s, "switches", () -> switches(s), NEXT, "b", "c", "a", "x");
    for (Object last : List.of(NEXT, "v", new IOException("io"), new IllegalStateException("ise"),
        new Error("error"), CLOSE)) {
      drive(s, "handlers", () -> handlers(s), NEXT, last, NEXT, NEXT, NEXT);
      drive(s, "handlers later", () -> handlers(s), NEXT, "v", last, NEXT, NEXT);
      drive(s, "resources", () -> resources(s), NEXT, "v", last, NEXT, NEXT);
      drive(s, "finally", () -> finallyReturns(s), NEXT, last, NEXT);
    }
  }

  @Coroutine
  private static Generator<Object, Object> loops(Stages s, int n) {
    outer:
    for (int i = 0; i < n; i++) {
      for (String name : new String[] {"x", "y", "z"}) {
        Object sent = emit(name + i);
        if ("a".equals(sent)) continue outer;
        if ("e".equals(sent)) break outer;
        s.log(sent);
      }
      for (Object each : List.of(1, 2)) {
        emit(each);
      }
    }
    return end("loops");
  }

  @Coroutine
  private static Generator<Object, Object> endless(int n) {
    while (true) emit(n++);
  }

  @Coroutine
  private static Generator<Object, Object> doWhile(Stages s) {
    Object x;
    int count = 0;
    do {
      x = emit(count++);
    } while (!"d".equals(x));
    return end(count);
  }

  @Coroutine
  private static Generator<Object, Object> switches(Stages s) {
    for (int i = 0; i < 3; i++) {
      switch (String.valueOf((Object) emit("switch" + i))) {
        case "a":
          emit("a was sent");
        case "b":
          s.log("a or b");
          break;
        default:
          s.log("other");
      }
      int number = switch (String.valueOf((Object) emit("expression"))) {
        case "c" -> 3;
        case "d" -> {
          emit("in a block");
          yield 4;
        }
        default -> String.valueOf((Object) emit("default")).length();
      };
      s.log(number);
    }
    return end();
  }

  @Coroutine
  private static Generator<Object, Object> handlers(Stages s) {
    String text = "t";
    try {
      try {
        s.log(emit("inner"));
        text = "u";
        s.log(emit("inner two"));
      } catch (IllegalStateException e) {
        emit("caught " + e.getMessage() + text);
      } finally {
        emit("finally " + text);
      }
      s.log("behind");
    } catch (Exception e) {
      text += emit("outer " + e.getMessage());
    }
    return end(text);
  }

  private record Resource(Stages s, String name) implements AutoCloseable {
    @Override
    public void close() {
      s.log("close " + name);
    }
  }

  @Coroutine
  private static Generator<Object, Object> resources(Stages s) {
    try (Resource a = new Resource(s, "a"); Resource b = new Resource(s, "b" + emit("opening"))) {
      emit(a.name() + b.name());
      emit("still open");
    }
    return end(emit("closed"));
  }

  @SuppressWarnings("finally")
  @Coroutine
  private static Generator<Object, Object> finallyReturns(Stages s) {
    try {
      emit("tried");
    } finally {
      return end("finally returns");
    }
  }
}
