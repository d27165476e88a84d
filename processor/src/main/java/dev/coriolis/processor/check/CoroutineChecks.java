package dev.coriolis.processor.check;

import java.util.List;

/** The list of rules. They are independent of each other, so their order does not matter. */
public final class CoroutineChecks {
  private CoroutineChecks() {}

  /** Returns every rule. */
  public static List<Check> all() {
    return List.of(
        // on the declaration of a coroutine
        new WrongReturnTypeCheck(),
        new TestReturnsStageCheck(),
        new CoroutineWithoutBodyCheck(),
        new SynchronizedCoroutineCheck(),
        // on await
        new AwaitOutsideCoroutineCheck(),
        new AwaitInSynchronizedCheck(),
        new AwaitReferenceCheck(),
        // on generators
        new EmitOutsideGeneratorCheck(),
        new EmittedTypeCheck(),
        new ReturnInGeneratorCheck(),
        // on what else a coroutine calls
        new BlockingCallCheck(),
        // on what is done with stages
        new ReturnInTryCheck(),
        new ForgottenAwaitCheck(),
        // on jobs that the annotation rounds do not see
        new LocalJobCheck());
  }
}
