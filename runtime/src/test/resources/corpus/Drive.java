package corpus;

import static dev.coriolis.Generator.emit;
import static dev.coriolis.Generator.end;

import dev.coriolis.Coroutine;
import dev.coriolis.Generator;
import dev.coriolis.corpus.Begin;
import dev.coriolis.corpus.Stages;
import java.io.IOException;
import java.util.NoSuchElementException;
import java.util.function.Supplier;

public class Drive {
  /** What a generator is asked, besides to take a value or to throw an exception. */
  enum Ask { NEXT, HAS_NEXT, CLOSE }

  static final Object[] VALUES = {Ask.NEXT, "a", "b", Ask.NEXT, "c", "d", "e", "f"};

  public static void run(Stages s) {
    Object next = Ask.NEXT;
    Object close = Ask.CLOSE;
    drive(s, "ahead", () -> count(s), Ask.HAS_NEXT, Ask.HAS_NEXT, next, Ask.HAS_NEXT, "too late", next, close);
    drive(s, "early", () -> count(s), "too early", next, "v", next);
    drive(s, "unbegun", () -> count(s), new IOException("unbegun"), next, Ask.HAS_NEXT);
    drive(s, "closed", () -> count(s), close, next, close, new IOException("closed"));
    drive(s, "stubborn", () -> stubborn(s), next, close, next, close, next);
  }

  static void drive(Stages s, String name, Supplier<Generator<Object, Object>> call, Object... script) {
    s.begin(name);
    Generator<Object, Object> generator = Begin.generator(call);
    for (Object step : script) {
      try {
        if (step == Ask.HAS_NEXT) {
          s.log(generator.hasNext());
        } else if (step == Ask.CLOSE) {
          generator.close();
          s.log("closed");
        } else if (step instanceof Throwable failure) {
          s.log(generator.raise(failure));
        } else {
          s.log(step == Ask.NEXT ? generator.next() : generator.send(step));
        }
      } catch (NoSuchElementException e) {
        s.log("= ");
        s.log(generator.result());
      } catch (Throwable e) {
        s.log("! " + e.getClass().getName());
      }
    }
  }

  @Coroutine
  private static Generator<Object, Object> count(Stages s) {
    for (int i = 0; i < 4; i++) {
      s.log(emit(i));
    }
    return end("counted");
  }

  @Coroutine
  private static Generator<Object, Object> stubborn(Stages s) {
    for (int i = 0; i < 3; i++) {
      try {
        emit(i);
      } catch (Throwable e) {
        s.log(e.getClass().getSimpleName());
      }
    }
    return end();
  }
}
