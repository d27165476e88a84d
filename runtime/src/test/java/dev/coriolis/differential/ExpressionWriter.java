package dev.coriolis.differential;

import java.util.List;

/** Writes a random expression of a given type, with suspensions among its operands. */
final class ExpressionWriter {
  private static final List<String> FAILURES =
      List.of("IllegalStateException", "ArithmeticException", "UnsupportedOperationException");

  private final Choices choices;
  private final Dialect dialect;
  private int failures;
  private int patterns;

  /** How many operands of two slots are on the stack, at the least. */
  private int wideOperands;

  ExpressionWriter(Choices choices, Dialect dialect) {
    this.choices = choices;
    this.dialect = dialect;
  }

  String write(Kind kind, Scope scope, int depth) {
    if (depth <= 0) {
      return leaf(kind, scope);
    }
    return switch (choices.next(9)) {
      case 0 -> leaf(kind, scope);
      case 1, 2 -> suspension(kind, scope, depth);
      case 3 -> "s.log(" + Dialect.cast(kind, write(kind, scope, depth - 1)) + ")";
      case 4 ->
        "(" + write(Kind.BOOLEAN, scope, depth - 1) + " ? " + write(kind, scope, depth - 1) + " : "
            + write(kind, scope, depth - 1) + ")";
      case 5 -> switchExpression(kind, scope, depth);
      case 6 -> assignment(kind, scope, depth);
      case 7 -> component(kind, scope, depth);
      default -> operator(kind, scope, depth);
    };
  }

  /** Writes an expression that is evaluated while one of kind {@code below} is on the stack. */
  String writeAbove(Kind below, Kind kind, Scope scope, int depth) {
    boolean isWide = below == Kind.LONG || below == Kind.DOUBLE || below == Kind.STRING;
    wideOperands += isWide ? 1 : 0; // javac may leave the parts of a string there
    String expression = write(kind, scope, depth);
    wideOperands -= isWide ? 1 : 0;
    return expression;
  }

  private String leaf(Kind kind, Scope scope) {
    List<String> names = scope.named(kind);
    if (!names.isEmpty() && choices.next(3) > 0) {
      return choices.pick(names);
    }
    String literal = choices.pick(kind.literals());
    return literal.equals("null") ? "(String) null" : literal;
  }

  private String suspension(Kind kind, Scope scope, int depth) {
    if (choices.oneIn(14)) {
      return parenthesised(dialect.suspendAndFail(kind, failure()));
    }
    return parenthesised(dialect.suspend(kind, write(kind, scope, depth - 1)));
  }

  private static String parenthesised(String expression) {
    return "(" + expression + ")";
  }

  Dialect dialect() {
    return dialect;
  }

  String failure() {
    return "new " + choices.pick(FAILURES) + "(\"e" + failures++ + "\")";
  }

  private String assignment(Kind kind, Scope scope, int depth) {
    List<String> names = scope.assignable().stream()
        .filter(variable -> variable.kind() == kind)
        .map(Scope.Variable::name)
        .toList();
    if (names.isEmpty()) {
      return leaf(kind, scope);
    }
    String name = choices.pick(names);
    if (choices.oneIn(2) && (kind == Kind.INT || kind == Kind.LONG || kind == Kind.DOUBLE)) {
      return choices.oneIn(2)
          ? "(" + name + "++)"
          : "(" + name + " -= " + writeAbove(kind, kind, scope, depth - 1) + ")";
    }
    return "(" + name + " = " + write(kind, scope, depth - 1) + ")";
  }

  /** Writes what an object has got from its constructor, among other arguments. */
  private String component(Kind kind, Scope scope, int depth) {
    return "((" + kind.boxed() + ") new Parts(" + write(Kind.INT, scope, depth - 1) + ", "
        + Dialect.cast(kind, write(kind, scope, depth - 1)) + ", "
        + write(Kind.LONG, scope, depth - 1) + ", "
        + writeAbove(Kind.LONG, Kind.STRING, scope, depth - 1) + ").part())";
  }

  private String switchExpression(Kind kind, Scope scope, int depth) {
    // Below it, javac fails with an exception where an operand of two slots is on the stack.
    if (wideOperands == 0 && choices.oneIn(2)) {
      return switchWithTry(kind, scope, depth);
    }
    return "(switch (" + write(Kind.INT, scope, depth - 1) + ") { case 1 -> "
        + write(kind, scope, depth - 1) + "; case 2, 7 -> { " + kind.type() + " y" + depth + " = "
        + write(kind, scope, depth - 1) + "; yield y" + depth + "; } default -> "
        + write(kind, scope, depth - 1) + "; })";
  }

  private String switchWithTry(Kind kind, Scope scope, int depth) {
    String name = "x" + patterns++;
    String result = kind.type() + " y" + name + " = ";
    return "(switch (" + write(Kind.INT, scope, depth - 1) + ") { case 1, 2 -> { try { " + result
        + write(kind, scope, depth - 1) + "; yield y" + name + "; } catch (IllegalStateException "
        + name + ") { " + result + write(kind, scope, depth - 1) + "; yield y" + name
        + "; } finally { s.log(" + dialect.suspend(Kind.INT, leaf(Kind.INT, scope))
        + "); } } default -> " + write(kind, scope, depth - 1) + "; })";
  }

  private String operator(Kind kind, Scope scope, int depth) {
    return switch (kind) {
      case INT ->
        choices.oneIn(3)
            ? element(scope, depth)
            : binary(kind, scope, depth, List.of("+", "-", "*", "/", "%", "&", "^", "<<"));
      case LONG -> binary(kind, scope, depth, List.of("+", "-", "*", "/", "|", ">>>"));
      case DOUBLE -> binary(kind, scope, depth, List.of("+", "-", "*"));
      case BOOLEAN -> condition(scope, depth);
      case STRING -> text(scope, depth);
      case ARRAY ->
        "new int[] {" + write(Kind.INT, scope, depth - 1) + ", " + write(Kind.INT, scope, depth - 1)
            + "}";
    };
  }

  private String binary(Kind kind, Scope scope, int depth, List<String> operators) {
    return "(" + write(kind, scope, depth - 1) + " " + choices.pick(operators) + " "
        + writeAbove(kind, kind, scope, depth - 1) + ")";
  }

  private String element(Scope scope, int depth) {
    return "(" + write(Kind.ARRAY, scope, depth - 1) + ")[" + write(Kind.INT, scope, depth - 1)
        + " & 1]";
  }

  private String condition(Scope scope, int depth) {
    return switch (choices.next(4)) {
      case 0 -> binary(Kind.BOOLEAN, scope, depth, List.of("&&", "||", "^", "&"));
      case 1 -> binary(Kind.INT, scope, depth, List.of("<", "==", ">="));
      case 2 -> "!" + write(Kind.BOOLEAN, scope, depth - 1);
      default -> pattern("p" + patterns++, scope, depth);
    };
  }

  private String pattern(String name, Scope scope, int depth) {
    return "((Object) " + write(Kind.STRING, scope, depth - 1) + " instanceof String " + name
        + " && " + name + ".length() > " + write(Kind.INT, scope, depth - 1) + ")";
  }

  private String text(Scope scope, int depth) {
    Kind other = choices.pick(List.of(Kind.INT, Kind.LONG, Kind.DOUBLE, Kind.BOOLEAN));
    return switch (choices.next(3)) {
      case 0 ->
        "(" + write(Kind.STRING, scope, depth - 1) + " + "
            + writeAbove(Kind.STRING, other, scope, depth - 1) + ")";
      case 1 ->
        "new StringBuilder(String.valueOf((Object) " + write(Kind.STRING, scope, depth - 1)
            + ")).append(" + Dialect.cast(other, write(other, scope, depth - 1)) + ").toString()";
      default ->
        "String.join(\"-\", String.valueOf((Object) "
            + write(Kind.STRING, scope, depth - 1) + "), \"\" + " + write(other, scope, depth - 1)
            + ")";
    };
  }
}
