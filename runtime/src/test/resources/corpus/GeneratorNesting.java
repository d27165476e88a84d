package corpus;

import static corpus.Drive.Ask.CLOSE;
import static corpus.Drive.Ask.NEXT;
import static corpus.Drive.VALUES;
import static corpus.Drive.drive;
import static dev.coriolis.Generator.emit;
import static dev.coriolis.Generator.emitAll;
import static dev.coriolis.Generator.end;

import dev.coriolis.Coroutine;
import dev.coriolis.Generator;
import dev.coriolis.corpus.Begin;
import dev.coriolis.corpus.Stages;
import java.io.IOException;
import java.util.List;

public class GeneratorNesting {
  public static void run(Stages s) {
    for (Object last : List.of(NEXT, "v", new IOException("io"), new IllegalStateException("ise"), CLOSE)) {
      drive(s, "outer", () -> outer(s, 2), NEXT, "1", "2", last, NEXT, "3", NEXT, NEXT);
      drive(s, "innermost", () -> outer(s, 2), NEXT, "1", "2", "3", last, NEXT, "4", NEXT, NEXT);
    }
    drive(s, "tree", () -> tree(3), NEXT, NEXT, NEXT, NEXT, NEXT, NEXT, NEXT, NEXT);
    drive(s, "collections", () -> collections(), VALUES);
    drive(s, "collections", () -> collections(), NEXT, NEXT, NEXT, NEXT, NEXT);
  }

  @Coroutine
  private static Generator<Object, Object> inner(Stages s, String name) {
    try {
      s.log(name + emit(name + 1));
      s.log(name + emit(name + 2));
      return end(name + " ended");
    } catch (IllegalStateException e) {
      emit(name + " caught");
      return end(name + " caught");
    } finally {
      s.log(name + " finally");
    }
  }

  @Coroutine
  private static Generator<Object, Object> outer(Stages s, int depth) {
    emit("outer" + depth);
    try {
      Object result = emitAll(Begin.generator(depth > 0 ? () -> outer(s, depth - 1) : () -> inner(s, "inner")));
      s.log(result);
    } catch (Exception e) {
      s.log("outer caught " + e.getMessage());
    } finally {
      s.log("outer finally" + depth);
    }
    return end("outer" + depth);
  }

  @Coroutine
  private static Generator<Object, Object> tree(int depth) {
    if (depth > 0) {
      emitAll(Begin.generator(() -> tree(depth - 1)));
      emit(depth);
      emitAll(Begin.generator(() -> tree(depth - 1)));
    }
    return end();
  }

  @Coroutine
  private static Generator<Object, Object> collections() {
    emitAll(List.of());
    emitAll(List.of(1, 2));
    return end(emitAll(List.of("three")));
  }
}
