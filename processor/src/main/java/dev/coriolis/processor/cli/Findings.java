package dev.coriolis.processor.cli;

import dev.coriolis.processor.diagnostic.Diagnostic;
import dev.coriolis.processor.weave.CheckedClass;
import dev.coriolis.processor.weave.Violation;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;
import javax.tools.Diagnostic.Kind;

/** Prints what is wrong, each with its place in the form of a stack trace, which editors can open. */
final class Findings {
  private static final Map<String, String> BOXES = Map.of(
      "void",
      "Void",
      "boolean",
      "Boolean",
      "byte",
      "Byte",
      "char",
      "Character",
      "short",
      "Short",
      "int",
      "Integer",
      "long",
      "Long",
      "float",
      "Float",
      "double",
      "Double");

  private static final String USE_FACTORY =
      "Await in a static @Coroutine method that creates the object instead";

  private final PrintStream err;
  private boolean haveErrors;

  Findings(PrintStream err) {
    this.err = err;
  }

  boolean haveErrors() {
    return haveErrors;
  }

  /** Prints a message about a file. */
  void add(String place, Diagnostic diagnostic, Object... arguments) {
    haveErrors |= diagnostic.kind() == Kind.ERROR;
    String kind = diagnostic.kind().toString().toLowerCase(Locale.ROOT);
    err.println(place + ": " + kind + ": " + diagnostic.message(arguments));
  }

  /** Prints a message about a method, with its line if that is not 0. */
  void add(CheckedClass type, String method, int line, Diagnostic diagnostic, Object... arguments) {
    int known = line > 0 ? line : -1;
    add(
        new StackTraceElement(type.name(), method, type.sourceFile(), known).toString(),
        diagnostic,
        arguments);
  }

  /** Prints what rule a class breaks. */
  void add(CheckedClass type, Violation violation) {
    Diagnostic diagnostic = switch (violation.rule()) {
      case WRONG_RETURN_TYPE -> Diagnostic.WRONG_RETURN_TYPE;
      case WITHOUT_BODY -> Diagnostic.COROUTINE_WITHOUT_BODY;
      case SYNCHRONIZED_METHOD -> Diagnostic.SYNCHRONIZED_COROUTINE;
      case AWAIT_UNDER_MONITOR -> Diagnostic.AWAIT_IN_SYNCHRONIZED;
      case CLOSE_UNDER_MONITOR -> Diagnostic.CLOSE_IN_SYNCHRONIZED;
      case AWAIT_REFERENCE -> Diagnostic.AWAIT_REFERENCE;
      case AWAIT_IN_GENERATOR -> Diagnostic.AWAIT_IN_GENERATOR;
      case EMIT_OUTSIDE_GENERATOR -> Diagnostic.EMIT_OUTSIDE_GENERATOR;
      case EMIT_ALL_IN_PUBLISHER -> Diagnostic.EMIT_ALL_IN_PUBLISHER;
      case AWAIT_IN_PLAIN_METHOD,
          AWAIT_IN_PLAIN_LAMBDA,
          AWAIT_IN_SUSPEND_FUNCTION,
          AWAIT_IN_CONSTRUCTOR,
          AWAIT_IN_STATIC_INITIALISER -> Diagnostic.AWAIT_OUTSIDE_COROUTINE;
    };
    add(type, violation.method(), violation.line(), diagnostic, arguments(violation));
  }

  private static Object[] arguments(Violation violation) {
    String detail = violation.detail();
    return switch (violation.rule()) {
      case WRONG_RETURN_TYPE -> new Object[] {detail, BOXES.getOrDefault(detail, detail)};
      case WITHOUT_BODY -> new Object[] {detail};
      case AWAIT_IN_PLAIN_METHOD ->
        new Object[] {
          "the method " + violation.method() + " is not a coroutine",
          "Let it return a CompletionStage and annotate it with @Coroutine"
        };
      case AWAIT_IN_PLAIN_LAMBDA ->
        new Object[] {
          "this lambda returns " + detail + ", not a CompletionStage or CompletableFuture",
          "Await before the lambda, or use a functional interface that returns a stage"
        };
      case AWAIT_IN_SUSPEND_FUNCTION ->
        new Object[] {
          "a suspend function is a coroutine of Kotlin, which this await cannot suspend",
          "Use await of kotlinx.coroutines.future there, or return a CompletionStage from a @Coroutine function"
        };
      case AWAIT_IN_CONSTRUCTOR ->
        new Object[] {"a constructor or the initialiser of a field cannot be suspended", USE_FACTORY
        };
      case AWAIT_IN_STATIC_INITIALISER ->
        new Object[] {
          "a static initialiser cannot be suspended",
          "Keep the stage in the field and await it where it is needed"
        };
      case AWAIT_REFERENCE -> new Object[] {detail};
      case AWAIT_IN_GENERATOR -> new Object[] {"T"};
      case EMIT_OUTSIDE_GENERATOR ->
        new Object[] {
          "emit",
          "the method " + violation.method() + " returns " + detail
              + " and is no coroutine with elements"
        };
      case SYNCHRONIZED_METHOD, AWAIT_UNDER_MONITOR, CLOSE_UNDER_MONITOR, EMIT_ALL_IN_PUBLISHER ->
        new Object[0];
    };
  }
}
