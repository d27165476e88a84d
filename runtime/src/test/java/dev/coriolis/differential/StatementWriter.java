package dev.coriolis.differential;

import java.util.List;

/** Writes the random statements of one coroutine. */
final class StatementWriter {
  private static final Kind[] KINDS = Kind.values();

  private final Choices choices;
  private final ExpressionWriter expressions;
  private final StringBuilder code = new StringBuilder();

  /** The coroutines that this one may call. */
  private final List<String> callees;

  private int names;

  StatementWriter(Choices choices, ExpressionWriter expressions, List<String> callees) {
    this.choices = choices;
    this.expressions = expressions;
    this.callees = callees;
  }

  String code() {
    return code.toString();
  }

  /** Writes a block without its braces. */
  void block(Scope outer, int depth) {
    Scope scope = outer;
    int count = choices.next(4);
    for (int i = 0; i < count; i++) {
      scope = statement(scope, depth);
    }
  }

  /** Returns the scope behind the statement. */
  Scope statement(Scope scope, int depth) {
    if (depth <= 0) {
      return simple(scope);
    }
    switch (choices.next(9)) {
      case 3 -> branch(scope, depth);
      case 4 -> loop(scope, depth);
      case 5 -> tryBlock(scope, depth);
      case 6 -> switchBlock(scope, depth);
      case 7 -> lambda(scope, depth);
      case 8 -> jump(scope);
      default -> {
        return simple(scope);
      }
    }
    return scope;
  }

  private Scope simple(Scope scope) {
    switch (choices.next(4)) {
      case 0 -> {
        return declare(scope);
      }
      case 1 -> assign(scope);
      case 2 -> line("s.log(" + expression(choices.pick(List.of(KINDS)), scope) + ");");
      default -> call(scope);
    }
    return scope;
  }

  private String expression(Kind kind, Scope scope) {
    return expressions.write(kind, scope, 2);
  }

  private Scope declare(Scope scope) {
    Kind kind = KINDS[choices.next(KINDS.length)];
    boolean constant = choices.oneIn(3);
    String name = "v" + names++;
    line((constant ? "final " : "") + kind.type() + " " + name + " = " + expression(kind, scope)
        + ";");
    return scope.with(kind, name, constant);
  }

  private void assign(Scope scope) {
    if (scope.assignable().isEmpty()) {
      line("s.log(0);");
      return;
    }
    Scope.Variable variable = choices.pick(scope.assignable());
    String value = expressions.writeAbove(variable.kind(), variable.kind(), scope, 2);
    switch (variable.kind()) {
      case INT, LONG, DOUBLE, STRING ->
        line(variable.name() + choices.pick(List.of(" = ", " += ")) + value + ";");
      case BOOLEAN -> line(variable.name() + choices.pick(List.of(" = ", " ^= ")) + value + ";");
      case ARRAY ->
        line(variable.name() + "[" + expression(Kind.INT, scope) + " & 1] += "
            + expression(Kind.INT, scope) + ";");
    }
  }

  private void call(Scope scope) {
    if (callees.isEmpty()) {
      line("s.log(" + suspend(Kind.INT, expression(Kind.INT, scope)) + ");");
    } else {
      String callee = choices.pick(callees);
      List<String> arguments = List.of(
          expression(Kind.INT, scope),
          expression(Kind.LONG, scope),
          expressions.writeAbove(Kind.LONG, Kind.STRING, scope, 2));
      line("s.log(" + expressions.dialect().call(callee, arguments) + ");");
    }
  }

  private void branch(Scope scope, int depth) {
    line("if (" + expression(Kind.BOOLEAN, scope) + ") {");
    block(scope, depth - 1);
    line("} else {");
    block(scope, depth - 1);
    line("}");
  }

  private void loop(Scope scope, int depth) {
    String label = "l" + names++;
    String index = "i" + names++;
    Scope inside = scope.loop(label).with(Kind.INT, index, false);
    switch (choices.next(3)) {
      case 0 -> {
        line(label + ": for (int b" + index + " = 0, " + index + " = 0; b" + index + "++ < 3 && "
            + expression(Kind.BOOLEAN, scope) + "; " + index + " += " + suspend(Kind.INT, "1")
            + ") {");
        block(inside, depth - 1);
        line("}");
      }
      case 1 -> {
        line(label + ": for (int " + index + " : " + expression(Kind.ARRAY, scope) + ") {");
        block(inside, depth - 1);
        line("}");
      }
      default -> {
        line("int b" + index + " = 0;");
        line(label + ": do {");
        line("int " + index + " = b" + index + ";");
        block(inside, depth - 1);
        line("} while (b" + index + "++ < 2 && " + expression(Kind.BOOLEAN, scope) + ");");
      }
    }
  }

  private void tryBlock(Scope scope, int depth) {
    boolean resource = choices.oneIn(3);
    String name = "r" + names++;
    line(
        resource
            ? "try (Res " + name + " = new Res(s, " + expression(Kind.INT, scope) + ")) {"
            : "try {");
    block(scope, depth - 1);
    boolean caught = resource || choices.next(3) > 0;
    if (choices.oneIn(2)) {
      // Without a catch block, what follows must stay reachable.
      line((caught ? "" : "if (s.log(true)) ") + "throw " + expressions.failure() + ";");
    }
    if (caught) {
      line("} catch ("
          + choices.pick(List.of(
              "IllegalStateException", "IllegalStateException | ArithmeticException",
              "RuntimeException", "Throwable"))
          + " e" + name + ") {");
      line("s.log(e" + name + ".getClass());");
      block(scope, depth - 1);
    }
    if (!caught || choices.oneIn(2)) {
      line("} finally {");
      line("s.log(" + suspend(Kind.STRING, "\"finally\"") + ");");
      block(scope, depth - 1);
    }
    line("}");
  }

  private void switchBlock(Scope scope, int depth) {
    boolean text = choices.oneIn(2);
    line("switch (" + (text ? "\"\" + " : "") + expression(Kind.INT, scope) + ") {");
    line(text ? "case \"1\":" : "case 1:");
    block(scope, depth - 1);
    line(text ? "case \"7\":" : "case 7:");
    block(scope, depth - 1);
    line("break; default:");
    block(scope, depth - 1);
    line("}");
  }

  private void lambda(Scope scope, int depth) {
    String name = "f" + names++;
    line("Supplier<" + expressions.dialect().result() + "> " + name + " = () -> {");
    block(scope.captured(), depth - 1);
    line(end(scope.captured()));
    line("};");
    line("s.log(" + expressions.dialect().callLambda(name) + ");");
  }

  /** Conditional, so that what follows can be reached. */
  private void jump(Scope scope) {
    String condition = "if (" + expression(Kind.BOOLEAN, scope) + " & s.log(true)) ";
    switch (choices.next(4)) {
      case 1 -> line(condition + "throw " + expressions.failure() + ";");
      case 2 ->
        line(
            scope.inLoop()
                ? condition + choices.pick(List.of("break ", "continue "))
                    + choices.pick(scope.labels()) + ";"
                : "s.log(1);");
      default -> line(condition + end(scope));
    }
  }

  private String suspend(Kind kind, String value) {
    return expressions.dialect().suspend(kind, value);
  }

  private String end(Scope scope) {
    return expressions.dialect().end(expression(Kind.STRING, scope));
  }

  private void line(String text) {
    code.append("    ").append(text).append('\n');
  }
}
