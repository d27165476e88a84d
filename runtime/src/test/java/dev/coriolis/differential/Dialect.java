package dev.coriolis.differential;

import java.util.List;

/** How the coroutines of a random program are suspended, and what they return. */
enum Dialect {
  /** They await stages. */
  AWAITING {
    @Override
    String suspend(Kind kind, String value) {
      return "await(s.of(" + cast(kind, value) + "))";
    }

    @Override
    String suspendAndFail(Kind kind, String failure) {
      return "await(s.<" + kind.boxed() + ">failed(" + failure + "))";
    }

    @Override
    String call(String coroutine, List<String> arguments) {
      return "await(" + coroutine + "(s, " + String.join(", ", arguments) + "))";
    }

    @Override
    String callLambda(String variable) {
      return "await(" + variable + ".get())";
    }

    @Override
    String result() {
      return "CompletionStage<Object>";
    }

    @Override
    String end(String value) {
      return "return completedFuture((Object) (" + value + "));";
    }
  },

  /** They emit to a driver that sends back what it gets, and raises it if it is an exception. */
  EMITTING {
    @Override
    String suspend(Kind kind, String value) {
      return "(" + kind.type() + ") Generator.<Object>emit(" + cast(kind, value) + ")";
    }

    @Override
    String suspendAndFail(Kind kind, String failure) {
      return "(" + kind.type() + ") Generator.<Object>emit(" + failure + ")";
    }

    /** Through a method: only what never changes can be used in the lambda that begins it. */
    @Override
    String call(String coroutine, List<String> arguments) {
      return "emitAll(begin" + coroutine + "(s, " + String.join(", ", arguments) + "))";
    }

    @Override
    String callLambda(String variable) {
      return "emitAll(Begin.generator(" + variable + "))";
    }

    @Override
    String result() {
      return "Generator<Object, Object>";
    }

    @Override
    String end(String value) {
      return "return end((Object) (" + value + "));";
    }
  },

  /** They emit to a subscriber, and await stages; what they call is run by a subscriber of its own. */
  PUBLISHING {
    @Override
    String suspend(Kind kind, String value) {
      return "await(s.of(second(emit(\"e\"), " + cast(kind, value) + ")))";
    }

    @Override
    String suspendAndFail(Kind kind, String failure) {
      return "await(second(emit(\"f\"), s.<" + kind.boxed() + ">failed(" + failure + ")))";
    }

    /** Through a method: only what never changes can be used in the lambda that begins it. */
    @Override
    String call(String coroutine, List<String> arguments) {
      return "await(begin" + coroutine + "(s, " + String.join(", ", arguments) + "))";
    }

    @Override
    String callLambda(String variable) {
      return "await(Begin.publisher(s, " + variable + "))";
    }

    @Override
    String result() {
      return "Flow.Publisher<Object>";
    }

    /** A lambda that never emits would be no coroutine, and no element is null. */
    @Override
    String end(String value) {
      return "{ emit(String.valueOf((Object) (" + value + "))); return end(); }";
    }
  };

  /** Returns an expression that is suspended and then has this value. */
  abstract String suspend(Kind kind, String value);

  /** Returns an expression that is suspended and then fails. */
  abstract String suspendAndFail(Kind kind, String failure);

  /** Returns an expression that runs another coroutine to its end. */
  abstract String call(String coroutine, List<String> arguments);

  /** Returns an expression that runs the coroutine of a variable to its end. */
  abstract String callLambda(String variable);

  /** Returns what coroutines return. */
  abstract String result();

  /** Returns the statement that ends a coroutine with a value. */
  abstract String end(String value);

  /** Boxes to the wanted type: {@code of(1 + 2)} would make an Integer where a Long is wanted. */
  static String cast(Kind kind, String expression) {
    return "(" + kind.type() + ") (" + expression + ")";
  }
}
