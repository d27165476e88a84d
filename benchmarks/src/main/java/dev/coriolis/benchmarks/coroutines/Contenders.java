package dev.coriolis.benchmarks.coroutines;

import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.coriolis.Tracking;
import dev.coriolis.benchmarks.ea.EaWorks;
import dev.coriolis.benchmarks.kotlin.KotlinIntrinsics;
import dev.coriolis.benchmarks.kotlin.KotlinPair;
import dev.coriolis.benchmarks.kotlin.KotlinSequences;
import dev.coriolis.benchmarks.kotlin.KotlinWorks;
import dev.coriolis.frame.LinkedFuture;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/** Who does a work, by name: Coriolis and the hand-written limit first. */
final class Contenders {
  /** The name of Coriolis. */
  static final String CORIOLIS = "coriolis";

  /** The name of the limit. */
  static final String HAND_WRITTEN = "hand-written";

  /** The limit for frames that any thread may complete, as those of Coriolis are. */
  private static final String SAFE = "hand-written, safe";

  /** Coriolis that can tell what is suspended where. */
  private static final String TRACKED = "coriolis, tracked";

  private static final String CHAIN = "thenCompose";
  private static final String KOTLIN = "kotlin";
  private static final String INTRINSIC = "kotlin intrinsic";
  private static final String EA = "ea-async";
  private static final String THREAD = "virtual thread";
  private static final String BARE_THREADS = "bare threads";

  private static final int DEPTH = 10;
  private static final String TEXT = "five";

  private final Work work;
  private final Map<String, Body> bodies = new LinkedHashMap<>();

  private Contenders(Work work) {
    this.work = work;
  }

  /** Returns all that do the work on this JDK. */
  static Map<String, Body> of(Work work) {
    Contenders contenders = new Contenders(work);
    switch (work) {
      case AWAIT_COMPLETED -> contenders.awaitCompleted();
      case CALL_CHAIN -> contenders.callChain();
      case SUSPENDED_CHAIN -> contenders.suspendedChain();
      case SUSPEND_FOREIGN -> contenders.suspendForeign();
      case SUSPEND_OWN -> contenders.suspendOwn();
      case CHANNEL_ONE_LOOP -> contenders.channels(1);
      case CHANNEL_TWO_LOOPS -> contenders.channels(2);
      case GENERATOR_ELEMENT -> contenders.generatorElement();
      case GENERATOR_REFERENCES -> contenders.generatorReferences();
      case HOT_LOOP -> contenders.hotLoop();
    }
    return contenders.bodies;
  }

  private void awaitCompleted() {
    CompletableFuture<Integer>[] complete = completeStages();
    adds(HAND_WRITTEN, complete, HandWritten::addAll);
    adds(CORIOLIS, complete, CoriolisWorks::addAll);
    adds(CHAIN, complete, Stages::addAll);
    adds(KOTLIN, complete, KotlinWorks::addAll);
    adds(EA, complete, EaWorks::addAll);
    if (VirtualThreads.exist()) {
      bodies.put(THREAD, () -> VirtualThreads.addAll(complete, work.operations()));
    }
    bodies.put("join", () -> {
      long sum = 0;
      for (int i = 0; i < work.operations(); i++) {
        sum += complete[i & (complete.length - 1)].join();
      }
      return sum;
    });
  }

  private void adds(
      String name,
      CompletableFuture<Integer>[] complete,
      BiFunction<CompletableFuture<Integer>[], Integer, CompletableFuture<Long>> addAll) {
    bodies.put(name, () -> addAll.apply(complete, work.operations()).join());
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // there are no generic arrays
  private static CompletableFuture<Integer>[] completeStages() {
    CompletableFuture<Integer>[] complete = new CompletableFuture[16];
    for (int i = 0; i < complete.length; i++) {
      complete[i] = completedFuture(i);
    }
    return complete;
  }

  /** Calls itself down to a stage, and adds one for each level on the way back. */
  private interface Descent {
    CompletableFuture<Integer> start(int depth, CompletableFuture<Integer> innermost);
  }

  private void callChain() {
    calls(HAND_WRITTEN, HandWritten::descend);
    calls(CORIOLIS, CoriolisWorks::descend);
    calls(CHAIN, Stages::descend);
    calls(KOTLIN, KotlinWorks::descend);
    calls(EA, EaWorks::descend);
    if (VirtualThreads.exist()) {
      bodies.put(THREAD, () -> VirtualThreads.call(DEPTH, work.operations()));
    }
  }

  private void calls(String name, Descent descent) {
    CompletableFuture<Integer> innermost = completedFuture(1);
    bodies.put(name, () -> {
      long sum = 0;
      for (int i = 0; i < work.operations(); i++) {
        sum += descent.start(DEPTH, innermost).join();
      }
      return sum;
    });
  }

  private void suspendedChain() {
    chains(HAND_WRITTEN, HandWritten::descend, HandFrame.Source::new, HandFrame::resume);
    chains(SAFE, HandWritten::descendSafely, HandFrame.SafeSource::new, HandFrame::resume);
    chains(CORIOLIS, CoriolisWorks::descend, LinkedFuture::new, CompletableFuture::complete);
    tracked();
    chains(CHAIN, Stages::descend, CompletableFuture::new, CompletableFuture::complete);
    chains(KOTLIN, KotlinWorks::descend, CompletableFuture::new, CompletableFuture::complete);
    chains(EA, EaWorks::descend, CompletableFuture::new, CompletableFuture::complete);
    bodies.put(INTRINSIC, () -> {
      KotlinIntrinsics chain = new KotlinIntrinsics();
      long sum = 0;
      for (int i = 0; i < work.operations(); i++) {
        sum += chain.chain(DEPTH, i);
      }
      return sum;
    });
    if (VirtualThreads.exist()) {
      bodies.put(THREAD, () -> VirtualThreads.chain(DEPTH, work.operations()));
    }
  }

  /** Adds Coriolis once more, with tracking. */
  private void tracked() {
    Body body = Objects.requireNonNull(bodies.get(CORIOLIS));
    bodies.put(TRACKED, () -> {
      Tracking.turnOn();
      return body.run();
    });
  }

  /** Gives a source its value. */
  private interface Completion<S> {
    void complete(S source, Integer value);
  }

  private <S extends CompletableFuture<Integer>> void chains(
      String name, Descent descent, Supplier<S> sources, Completion<? super S> completion) {
    bodies.put(name, () -> {
      long sum = 0;
      for (int i = 0; i < work.operations(); i++) {
        S innermost = sources.get();
        CompletableFuture<Integer> result = descent.start(DEPTH, innermost);
        completion.complete(innermost, i);
        sum += result.join();
      }
      return sum;
    });
  }

  private void suspendForeign() {
    bodies.put(HAND_WRITTEN, () -> {
      var run = new HandWritten.Suspending(CompletableFuture::new, work.operations(), TEXT).start();
      return complete(run, run::pending, CompletableFuture::complete);
    });
    bodies.put(CORIOLIS, () -> {
      CoriolisWorks run = new CoriolisWorks(CompletableFuture::new);
      return complete(
          run.suspend(work.operations(), TEXT), run::pending, CompletableFuture::complete);
    });
    bodies.put(CHAIN, () -> {
      Stages run = new Stages();
      return complete(
          run.suspend(work.operations(), TEXT), run::pending, CompletableFuture::complete);
    });
    bodies.put(KOTLIN, () -> {
      KotlinWorks run = new KotlinWorks();
      return complete(
          run.suspend(work.operations(), TEXT), run::pending, CompletableFuture::complete);
    });
    bodies.put(EA, () -> {
      EaWorks run = new EaWorks();
      return complete(
          run.suspend(work.operations(), TEXT), run::pending, CompletableFuture::complete);
    });
    if (VirtualThreads.exist()) {
      bodies.put(THREAD, () -> VirtualThreads.suspend(work.operations(), TEXT));
    }
  }

  private void suspendOwn() {
    suspendsByHand(HAND_WRITTEN, HandFrame.Source::new);
    suspendsByHand(SAFE, HandFrame.SafeSource::new);
    bodies.put(CORIOLIS, () -> {
      CoriolisWorks run = new CoriolisWorks(LinkedFuture::new);
      return complete(
          run.suspend(work.operations(), TEXT), run::pending, CompletableFuture::complete);
    });
    tracked();
    bodies.put(INTRINSIC, () -> new KotlinIntrinsics().suspend(work.operations(), TEXT));
  }

  private void suspendsByHand(String name, Supplier<CompletableFuture<Integer>> sources) {
    bodies.put(name, () -> {
      var run = new HandWritten.Suspending(sources, work.operations(), TEXT).start();
      return complete(
          run, run::pending, (source, value) -> ((HandFrame.Source) source).resume(value));
    });
  }

  /** Completes one after the other what the run awaits, until it has its result. */
  private long complete(
      CompletableFuture<Long> run,
      Supplier<CompletableFuture<Integer>> pending,
      Completion<CompletableFuture<Integer>> completion) {
    for (int i = 0; i < work.operations(); i++) {
      completion.complete(pending.get(), i);
    }
    return run.join();
  }

  /** The limit has one thread also where the others have two. */
  private void channels(int loops) {
    int count = work.operations();
    bodies.put(HAND_WRITTEN, () -> HandPingPong.run(count));
    PingPong pingPong = new PingPong(loops);
    bodies.put(CORIOLIS, () -> pingPong.run(count));
    KotlinPair pair = new KotlinPair();
    bodies.put(KOTLIN, () -> loops == 1 ? KotlinWorks.pingPong(count) : pair.pingPong(count));
    if (loops == 2) {
      bodies.put(BARE_THREADS, () -> BareThreads.pingPong(count));
    } else if (VirtualThreads.exist()) {
      bodies.put(THREAD, () -> VirtualThreads.pingPong(count));
    }
  }

  private void generatorElement() {
    int count = work.operations();
    bodies.put(HAND_WRITTEN, () -> Fibonacci.sum(new Fibonacci.HandWritten(count)));
    bodies.put(CORIOLIS, () -> Fibonacci.sum(Fibonacci.generator(count)));
    bodies.put(KOTLIN, () -> Fibonacci.sum(KotlinSequences.fibonacci(count)));
  }

  private void generatorReferences() {
    int rounds = work.operations() / 3;
    Refrain refrain = new Refrain();
    bodies.put(
        HAND_WRITTEN, () -> refrain.keepAndSum(new Refrain.HandWritten("a", "bc", "def", rounds)));
    bodies.put(CORIOLIS, () -> refrain.keepAndSum(Refrain.generator("a", "bc", "def", rounds)));
    bodies.put(KOTLIN, () -> refrain.keepAndSum(KotlinSequences.refrain("a", "bc", "def", rounds)));
  }

  private void hotLoop() {
    int[] numbers = new int[1_000];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = i * 7;
    }
    sums(HAND_WRITTEN, i -> HandWritten.hot(numbers));
    CompletableFuture<Integer> rare = new CompletableFuture<>();
    sums(CORIOLIS, i -> CoriolisWorks.hot(numbers, rare).join());
  }

  private void sums(String name, IntFunction<Long> once) {
    bodies.put(name, () -> {
      long sum = 0;
      for (int i = 0; i < work.operations(); i++) {
        sum += once.apply(i);
      }
      return sum;
    });
  }
}
