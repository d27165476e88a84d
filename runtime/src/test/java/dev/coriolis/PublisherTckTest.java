package dev.coriolis;

import static dev.coriolis.Coroutines.await;
import static dev.coriolis.Generator.emit;
import static dev.coriolis.Generator.end;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.coriolis.loop.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.FlowPublisherVerification;
import org.testng.ITestListener;
import org.testng.ITestResult;
import org.testng.SkipException;
import org.testng.TestNG;

/** Runs the compatibility kit of Reactive Streams on coroutines that return a publisher. */
class PublisherTckTest {

  @TestFactory
  Stream<DynamicTest> keepsTheRulesOnTheThreadThatAsks() {
    return results(OnAnyThread.class);
  }

  @TestFactory
  Stream<DynamicTest> keepsTheRulesWhereItAwaits() {
    return results(Awaiting.class);
  }

  @TestFactory
  Stream<DynamicTest> keepsTheRulesOnALoop() {
    return results(OnLoop.class);
  }

  private static Stream<DynamicTest> results(Class<?> verification) {
    Results results = new Results();
    TestNG kit = new TestNG(false);
    kit.setVerbose(0);
    kit.setTestClasses(new Class<?>[] {verification});
    kit.addListener(results);
    kit.run();
    assertThat(results.all).hasSizeGreaterThan(30);
    return results.all.stream()
        .map(result -> dynamicTest(result.getName(), () -> requirePassed(result)));
  }

  /** The kit skips what a publisher need not do, or what it cannot find out. */
  private static void requirePassed(ITestResult result) throws Throwable {
    Throwable thrown = result.getThrowable();
    if (thrown != null && !(thrown instanceof SkipException)) {
      throw thrown;
    }
    assertThat(result.getStatus()).isIn(ITestResult.SUCCESS, ITestResult.SKIP);
  }

  /** Keeps how each test of the kit has ended. */
  private static final class Results implements ITestListener {
    private final List<ITestResult> all = new ArrayList<>();

    @Override
    public void onTestSuccess(ITestResult result) {
      all.add(result);
    }

    @Override
    public void onTestFailure(ITestResult result) {
      all.add(result);
    }

    @Override
    public void onTestSkipped(ITestResult result) {
      all.add(result);
    }
  }

  /** Asks a coroutine that never awaits: it runs wherever elements are requested. */
  public static class OnAnyThread extends FlowPublisherVerification<Long> {
    /** The kit waits so long for signals, and so long to see that there are none. */
    public OnAnyThread() {
      super(new TestEnvironment(5_000, 50));
    }

    @Override
    public Flow.Publisher<Long> createFlowPublisher(long count) {
      return numbers(count);
    }

    @Override
    public Flow.Publisher<Long> createFailedFlowPublisher() {
      return failing();
    }

    @Coroutine
    private static Flow.Publisher<Long> numbers(long count) {
      for (long i = 0; i < count; i++) {
        emit(i);
      }
      return end();
    }

    @Coroutine
    private static Flow.Publisher<Long> failing() {
      throw new IllegalStateException("fails before its first element");
    }
  }

  /** Asks a coroutine that awaits what another thread completes, in front of each element. */
  public static final class Awaiting extends OnAnyThread {
    @Override
    public Flow.Publisher<Long> createFlowPublisher(long count) {
      return later(count);
    }

    @Coroutine
    private static Flow.Publisher<Long> later(long count) {
      for (long i = 0; i < count; i++) {
        long next = i;
        emit(await(CompletableFuture.supplyAsync(() -> next)));
      }
      return end();
    }
  }

  /** Subscribes on an event loop; the kit requests and cancels on threads of its own. */
  public static final class OnLoop extends OnAnyThread {
    @Override
    public Flow.Publisher<Long> createFlowPublisher(long count) {
      return onLoop(super.createFlowPublisher(count));
    }

    @Override
    public Flow.Publisher<Long> createFailedFlowPublisher() {
      return onLoop(super.createFailedFlowPublisher());
    }

    private static Flow.Publisher<Long> onLoop(Flow.Publisher<Long> publisher) {
      return subscriber -> {
        if (subscriber == null) {
          throw new NullPointerException("subscriber");
        }
        LOOP.execute(() -> publisher.subscribe(subscriber));
      };
    }

    private static final EventLoop LOOP = EventLoop.create("publisher-tck");

    /** Closes the loop, which all tests of the kit share. */
    @org.testng.annotations.AfterClass
    public void closeLoop() {
      LOOP.close();
    }
  }
}
