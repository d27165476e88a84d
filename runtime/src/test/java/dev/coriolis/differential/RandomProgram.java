package dev.coriolis.differential;

import java.util.ArrayList;
import java.util.List;

/** A random program of three coroutines that call each other. */
record RandomProgram(String name, String source) {
  private static final String HEAD = """
      package corpus;

      import static dev.coriolis.Coroutines.await;
      import static java.util.concurrent.CompletableFuture.completedFuture;

      import dev.coriolis.Coroutine;
      import dev.coriolis.corpus.Stages;
      import java.util.concurrent.CompletionStage;
      import java.util.function.Supplier;

      @SuppressWarnings("all")
      public class %s {
        record Res(Stages s, int n) implements AutoCloseable {
          Res { s.log("open" + n); }
          @Override public void close() { s.log("close" + n); }
        }

        public static void run(Stages s) {
          %s p = new %s();
          s.run("c", () -> p.c(s, 1, 2L, "x"));
          s.run("c", () -> p.c(s, -4, 11L, null));
        }

      """;

  static RandomProgram write(String name, Choices choices) {
    StringBuilder source = new StringBuilder(String.format(HEAD, name, name, name));
    ExpressionWriter expressions = new ExpressionWriter(choices);
    List<String> callees = new ArrayList<>();
    for (String method : List.of("a", "b", "c")) {
      StatementWriter statements = new StatementWriter(choices, expressions, callees);
      statements.block(parameters(), 3);
      statements.block(parameters(), 2);
      source
          .append("  @Coroutine ")
          .append(method.equals("a") ? "static " : method.equals("b") ? "private " : "")
          .append("CompletionStage<Object> ")
          .append(method)
          .append("(Stages s, int n, long w, String t) {\n    {\n")
          .append(statements.code())
          .append("    }\n    return completedFuture((Object) (")
          .append(expressions.write(Kind.STRING, parameters(), 3))
          .append("));\n  }\n\n");
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
