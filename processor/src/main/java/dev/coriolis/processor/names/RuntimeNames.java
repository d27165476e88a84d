package dev.coriolis.processor.names;

/** Names of the runtime's types and methods, as the source of a user has them. */
public final class RuntimeNames {
  /** The annotation of a method that may await. */
  public static final String COROUTINE = "dev.coriolis.Coroutine";

  /** The annotation of a test that may await. */
  public static final String COROUTINE_TEST = "dev.coriolis.testing.CoroutineTest";

  /** How the names of JUnit's annotations begin; a coroutine with one of them may return nothing. */
  public static final String JUNIT_PREFIX = "org.junit.jupiter.";

  /** The class that declares {@link #AWAIT} and {@link #DONE}. */
  public static final String COROUTINES = "dev.coriolis.Coroutines";

  /** The method at which a coroutine is suspended. */
  public static final String AWAIT = "await";

  /** The method that returns a completed stage without a value. */
  public static final String DONE = "done";

  /** The type that a coroutine with elements returns, and that declares how it emits them. */
  public static final String GENERATOR = "dev.coriolis.Generator";

  /** The method at which a generator gives out an element. */
  public static final String EMIT = "emit";

  /** The method at which a generator gives out all elements of another one. */
  public static final String EMIT_ALL = "emitAll";

  /** The type of what the body of a generator returns. */
  public static final String GENERATOR_END = GENERATOR + ".End";

  /** The class whose {@link #CLOSE} waits, in a coroutine, for what was started in it. */
  public static final String SCOPE = "dev.coriolis.Scope";

  /** The method that makes a scope; with a duration, it lets a coroutine be its owner. */
  public static final String OPEN = "open";

  /** The method that ends a scope, as try-with-resources calls it. */
  public static final String CLOSE = "close";

  /** The class whose {@code run} waits for a coroutine. */
  public static final String EVENT_LOOP = "dev.coriolis.loop.EventLoop";

  /** The package of the types that run periodic coroutines. */
  public static final String SCHEDULE = "dev.coriolis.schedule";

  /** The annotation of a method that runs again and again. */
  public static final String EVERY = SCHEDULE + ".Every";

  /** The simple name of the type that a generated registration implements. */
  public static final String JOBS = "Jobs";

  /** The simple name of the type that runs jobs. */
  public static final String SCHEDULER = "Scheduler";

  private RuntimeNames() {}
}
