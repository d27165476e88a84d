package corpus;

import static corpus.Drive.VALUES;
import static corpus.Drive.drive;
import static dev.coriolis.Generator.emit;
import static dev.coriolis.Generator.emitAll;
import static dev.coriolis.Generator.end;

import dev.coriolis.Coroutine;
import dev.coriolis.Generator;
import dev.coriolis.corpus.Begin;
import dev.coriolis.corpus.Stages;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

public class GeneratorMembers {
  private final String field = "field";

  public static void run(Stages s) {
    new GeneratorMembers().drivenBy(s);
  }

  private void drivenBy(Stages s) {
    drive(s, "lambda", lambda(s, "l"), VALUES);
    drive(s, "generic", () -> generic(List.of("x", "y", "z"), x -> x + x), VALUES);
    drive(s, "inner", () -> new Inner("i").run(s), VALUES);
    drive(s, "interface", () -> new Implementation().twice("t"), VALUES);
    drive(s, "static interface", () -> Twice.both("u", "w"), VALUES);
    drive(s, "overriding", () -> new Sub().run(s), VALUES);
    drive(s, "varargs", () -> varargs(s, "v", 1, 2, 3), VALUES);
  }

  private static Supplier<Generator<Object, Object>> lambda(Stages s, String captured) {
    return () -> {
      UnaryOperator<String> twice = x -> x + x;
      Object x = emit(captured);
      emit(twice.apply(captured) + x);
      return end(captured);
    };
  }

  @Coroutine
  private <T, R extends CharSequence> Generator<Object, Object> generic(List<? extends T> list, Function<T, R> map) {
    for (T each : list) {
      R mapped = map.apply(each);
      emit(mapped.length() + ":" + mapped);
    }
    return end();
  }

  private final class Inner {
    private final String name;

    Inner(String name) {
      this.name = name;
    }

    @Coroutine
    Generator<Object, Object> run(Stages s) {
      emit(name + field);
      s.log(GeneratorMembers.this.field + emit(name));
      return end();
    }
  }

  private interface Twice {
    @Coroutine
    default Generator<Object, Object> twice(String x) {
      emit(name() + x);
      emit(x + emit(name()));
      return end();
    }

    @Coroutine
    static Generator<Object, Object> both(String a, String b) {
      emit(a);
      emit(b);
      return end();
    }

    String name();
  }

  private static final class Implementation implements Twice {
    @Override
    public String name() {
      return "implementation";
    }
  }

  private static class Base {
    @Coroutine
    Generator<Object, Object> run(Stages s) {
      emit("base");
      return end("of base");
    }
  }

  private static final class Sub extends Base {
    @Coroutine
    @Override
    Generator<Object, Object> run(Stages s) {
      emit("sub");
      return end("sub " + emitAll(Begin.generator(() -> super.run(s))));
    }
  }

  @Coroutine
  private static Generator<Object, Object> varargs(Stages s, String x, int... numbers) {
    for (int number : numbers) {
      emit(x + number);
    }
    return end(numbers);
  }
}
