package dev.coriolis.processor.names;

/** Internal names and descriptors of the runtime, as they stand in woven class files. */
public final class WovenNames {
  public static final String COROUTINE_DESCRIPTOR = "Ldev/coriolis/Coroutine;";

  /** Of a method that is a test, and may await. */
  public static final String COROUTINE_TEST_DESCRIPTOR = "Ldev/coriolis/testing/CoroutineTest;";

  /** How the descriptors of JUnit's annotations begin; a method with one of them may return nothing. */
  public static final String JUNIT_DESCRIPTOR_PREFIX = "Lorg/junit/jupiter/";

  public static final String COROUTINES = "dev/coriolis/Coroutines";
  public static final String AWAIT = "await";
  public static final String DONE = "done";

  public static final String GENERATOR = "dev/coriolis/Generator";
  public static final String EMIT = "emit";
  public static final String EMIT_ALL = "emitAll";
  public static final String GENERATOR_EXIT = "dev/coriolis/GeneratorExit";

  public static final String SCOPE = "dev/coriolis/Scope";
  public static final String OPEN = "open";
  public static final String OPENING = "opening";
  public static final String CLOSE = "close";
  public static final String CLOSING = "closing";

  /** Stands between the name of a class and that of its coroutine, in the name of a frame class. */
  public static final String FRAME_INFIX = "$$";

  public static final String FRAME = "dev/coriolis/frame/Frame";
  public static final String GENERATOR_FRAME = "dev/coriolis/frame/GeneratorFrame";
  public static final String PUBLISHER_FRAME = "dev/coriolis/frame/PublisherFrame";
  public static final String FRAMES = "dev/coriolis/frame/Frames";
  public static final String FAILED = "failed";
  public static final String HAND_OVER = "handOver";
  public static final String SUPPRESS = "suppress";

  public static final String THROWABLE = "java/lang/Throwable";
  public static final String ADD_SUPPRESSED = "addSuppressed";

  public static final String DURATION = "java/time/Duration";
  public static final String COMPLETION_STAGE = "java/util/concurrent/CompletionStage";
  public static final String COMPLETABLE_FUTURE = "java/util/concurrent/CompletableFuture";
  public static final String PUBLISHER = "java/util/concurrent/Flow$Publisher";

  private WovenNames() {}
}
