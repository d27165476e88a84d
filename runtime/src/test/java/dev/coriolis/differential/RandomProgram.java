package dev.coriolis.differential;

import java.util.ArrayList;
import java.util.List;

/** A random program of three coroutines that call each other. */
record RandomProgram(String name, String source) {
  private static final String HEAD = """
      package corpus;

      import static dev.coriolis.Coroutines.await;
      import static dev.coriolis.Generator.emit;
      import static dev.coriolis.Generator.emitAll;
      import static dev.coriolis.Generator.end;
      import static java.util.concurrent.CompletableFuture.completedFuture;

      import dev.coriolis.Coroutine;
      import dev.coriolis.Generator;
      import dev.coriolis.corpus.Begin;
      import dev.coriolis.corpus.Stages;
      import java.util.NoSuchElementException;
      import java.util.concurrent.CompletionStage;
      import java.util.concurrent.Flow;
      import java.util.function.Supplier;

      @SuppressWarnings("all")
      public class %s {
        record Res(Stages s, int n) implements AutoCloseable {
          Res { s.log("open" + n); }
          @Override public void close() { s.log("close" + n); }
        }

        record Parts(int n, Object part, long w, String t) {}

      """;

  private static final String AWAITING_MAIN = """
        public static void run(Stages s) {
          %s p = new %<s();
          s.run("c", () -> p.c(s, 1, 2L, "x"));
          s.run("c", () -> p.c(s, -4, 11L, null));
        }

      """;

  private static final String EMITTING_MAIN = """
        public static void run(Stages s) {
          %s p = new %<s();
          drive(s, p.beginc(s, 1, 2L, "x"), 1000);
          drive(s, p.beginc(s, -4, 11L, null), 1000);
          drive(s, p.beginc(s, 3, 5L, "close"), 6);
        }

        static void drive(Stages s, Generator<Object, Object> generator, int elements) {
          s.log("\\n");
          try {
            Object element = generator.next();
            for (int i = 1; i < elements; i++) {
              s.log(element);
              element = element instanceof Throwable failure
                  ? generator.raise(failure)
                  : generator.send(element);
            }
            generator.close();
            s.log("closed");
          } catch (NoSuchElementException e) {
            s.log("ended");
            s.log(generator.result());
          } catch (Throwable e) {
            s.log("! " + (e instanceof IllegalStateException ? "" : e));
          }
        }

        static Generator<Object, Object> begina(Stages s, int n, long w, String t) {
          return Begin.generator(() -> a(s, n, w, t));
        }

        Generator<Object, Object> beginb(Stages s, int n, long w, String t) {
          return Begin.generator(() -> b(s, n, w, t));
        }

        Generator<Object, Object> beginc(Stages s, int n, long w, String t) {
          return Begin.generator(() -> c(s, n, w, t));
        }

      """;

  private static final String PUBLISHING_MAIN = """
        public static void run(Stages s) {
          %s p = new %<s();
          s.run("c", () -> p.beginc(s, 1, 2L, "x"));
          s.run("c", () -> p.beginc(s, -4, 11L, null));
        }

        static <T> T second(Object first, T second) {
          return second;
        }

        static CompletionStage<Void> begina(Stages s, int n, long w, String t) {
          return Begin.publisher(s, () -> a(s, n, w, t));
        }

        CompletionStage<Void> beginb(Stages s, int n, long w, String t) {
          return Begin.publisher(s, () -> b(s, n, w, t));
        }

        CompletionStage<Void> beginc(Stages s, int n, long w, String t) {
          return Begin.publisher(s, () -> c(s, n, w, t));
        }

      """;

  static RandomProgram write(String name, Choices choices) {
    Dialect dialect = choices.pick(
        List.of(Dialect.AWAITING, Dialect.AWAITING, Dialect.EMITTING, Dialect.PUBLISHING));
    String main = switch (dialect) {
      case AWAITING -> AWAITING_MAIN;
      case EMITTING -> EMITTING_MAIN;
      case PUBLISHING -> PUBLISHING_MAIN;
    };
    StringBuilder source = new StringBuilder(String.format(HEAD + main, name, name));
    ExpressionWriter expressions = new ExpressionWriter(choices, dialect);
    List<String> callees = new ArrayList<>();
    for (String method : List.of("a", "b", "c")) {
      StatementWriter statements = new StatementWriter(choices, expressions, callees);
      statements.block(parameters(), 3);
      statements.block(parameters(), 2);
      source
          .append("  @Coroutine ")
          .append(method.equals("a") ? "static " : method.equals("b") ? "private " : "")
          .append(dialect.result())
          .append(" ")
          .append(method)
          .append("(Stages s, int n, long w, String t) {\n    {\n")
          .append(statements.code())
          .append("    }\n    ")
          .append(dialect.end(expressions.write(Kind.STRING, parameters(), 3)))
          .append("\n  }\n\n");
      callees.add(method);
    }
    return new RandomProgram(name, source.append("}\n").toString());
  }

  private static Scope parameters() {
    return Scope.empty()
        .with(Kind.INT, "n", false)
        .with(Kind.LONG, "w", false)
        .with(Kind.STRING, "t", false);
  }
}
