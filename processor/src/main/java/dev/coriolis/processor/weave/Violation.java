package dev.coriolis.processor.weave;

/**
 * A rule of coroutines that a class file breaks.
 *
 * @param rule the rule
 * @param method the name of the method, as in the class file
 * @param line the line in the source, or 0 where it is not known
 * @param detail what the rule says to name: a type, a modifier or a kind of method
 */
public record Violation(Rule rule, String method, int line, String detail) {

  /** What can be told from byte code alone. */
  public enum Rule {
    /** Detail: the return type. */
    WRONG_RETURN_TYPE,
    /** Detail: the modifier. */
    WITHOUT_BODY,
    /** Without detail. */
    SYNCHRONIZED_METHOD,
    /** Detail: the return type of the method, which no compiler made for a lambda. */
    AWAIT_IN_PLAIN_METHOD,
    /** Detail: the return type of the lambda. */
    AWAIT_IN_PLAIN_LAMBDA,
    /** Without detail; Kotlin suspends the method. */
    AWAIT_IN_SUSPEND_FUNCTION,
    /** Without detail; initialisers of fields are a part of their constructors. */
    AWAIT_IN_CONSTRUCTOR,
    /** Without detail. */
    AWAIT_IN_STATIC_INITIALISER,
    /** Without detail. */
    AWAIT_UNDER_MONITOR,
    /** Without detail; the beginning or the end of a scope is awaited. */
    CLOSE_UNDER_MONITOR,
    /** Detail: the return type. */
    AWAIT_IN_GENERATOR,
    /** Detail: the return type. */
    EMIT_OUTSIDE_GENERATOR,
    /** Detail: the return type. */
    EMIT_ALL_IN_PUBLISHER,
    /** Detail: the name of the method that is referred to. */
    AWAIT_REFERENCE
  }
}
