package dev.coriolis.sync;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Options;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;

/**
 * Small programs of several threads, for Lincheck: it lets them interleave in many ways, and fails where what
 * they see could not have happened one after the other.
 *
 * <p>A call that may wait is two steps: to begin, and to give up or have what came in time. Each of the two
 * happens at one moment.
 */
public final class LincheckPrograms {
  private static final int THREADS = 3;

  private LincheckPrograms() {}

  /** What the threads have begun, one thing each. */
  abstract static class Waits {
    private final CompletableFuture<?>[] begun = new CompletableFuture<?>[THREADS];

    final void begin(int thread, Supplier<CompletionStage<?>> wait) {
      if (begun[thread] == null) {
        begun[thread] = wait.get().toCompletableFuture();
      }
    }

    /** Gives up what the thread has begun, or tells what it has got. */
    @Operation
    public String end(@Param(gen = ThreadIdGen.class) int thread) {
      CompletableFuture<?> stage = begun[thread];
      begun[thread] = null;
      if (stage == null) {
        return "nothing";
      }
      if (stage.cancel(true)) {
        return "cancelled";
      }
      // Given to it under the lock, it is complete in a moment.
      while (!stage.isDone()) {
        Thread.onSpinWait();
      }
      return got(thread, stage);
    }

    String got(int thread, CompletableFuture<?> stage) {
      return stage.isCompletedExceptionally() ? "failed" : String.valueOf(stage.join());
    }
  }

  /** Locks and unlocks. */
  public static class OfMutex extends Waits {
    private final Mutex mutex = new Mutex();

    private final Mutex.Lock[] held = new Mutex.Lock[THREADS];

    @Operation
    public void lock(@Param(gen = ThreadIdGen.class) int thread) {
      if (held[thread] == null) {
        begin(thread, mutex::lock);
      }
    }

    @Operation
    public boolean tryLock(@Param(gen = ThreadIdGen.class) int thread) {
      Optional<Mutex.Lock> lock = mutex.tryLock();
      lock.ifPresent(taken -> held[thread] = taken);
      return lock.isPresent();
    }

    @Operation
    public boolean unlock(@Param(gen = ThreadIdGen.class) int thread) {
      Mutex.Lock lock = held[thread];
      held[thread] = null;
      if (lock != null) {
        lock.unlock();
      }
      return lock != null;
    }

    @Override
    String got(int thread, CompletableFuture<?> stage) {
      held[thread] = (Mutex.Lock) stage.join();
      return "locked";
    }
  }

  /** Takes one permit or two, and adds some. */
  public static class OfSemaphore extends Waits {
    private final Semaphore semaphore = new Semaphore(1);

    @Operation
    public void acquire(
        @Param(gen = ThreadIdGen.class) int thread,
        @Param(gen = IntGen.class, conf = "1:2") int permits) {
      begin(thread, () -> semaphore.acquire(permits));
    }

    @Operation
    public boolean tryAcquire() {
      return semaphore.tryAcquire().isPresent();
    }

    @Operation
    public void release() {
      semaphore.release();
    }

    @Override
    String got(int thread, CompletableFuture<?> stage) {
      return "permit";
    }
  }

  /** Sends, receives and closes. */
  abstract static class OfChannel extends Waits {
    private final Channel<Integer> channel;

    OfChannel(Channel<Integer> channel) {
      this.channel = channel;
    }

    @Operation
    public void send(
        @Param(gen = ThreadIdGen.class) int thread,
        @Param(gen = IntGen.class, conf = "1:3") int element) {
      begin(thread, () -> channel.send(element));
    }

    @Operation
    public void receive(@Param(gen = ThreadIdGen.class) int thread) {
      begin(thread, channel::receive);
    }

    @Operation
    public String trySend(@Param(gen = IntGen.class, conf = "4:6") int element) {
      try {
        return String.valueOf(channel.trySend(element));
      } catch (ChannelClosedException e) {
        return "closed";
      }
    }

    @Operation
    public String tryReceive() {
      try {
        return String.valueOf(channel.tryReceive());
      } catch (ChannelClosedException e) {
        return "closed";
      }
    }

    @Operation
    public void close() {
      channel.close();
    }
  }

  /** A channel without a buffer. */
  public static class OfRendezvous extends OfChannel {
    public OfRendezvous() {
      super(Channel.rendezvous());
    }
  }

  /** A channel with a buffer. */
  public static class OfBuffer extends OfChannel {
    public OfBuffer() {
      super(Channel.buffered(1));
    }
  }

  /** Puts, gets and waits for all to be done. */
  public static class OfQueue extends Waits {
    private final Queue<Integer> queue = Queue.lifo(1);

    @Operation
    public void put(
        @Param(gen = ThreadIdGen.class) int thread,
        @Param(gen = IntGen.class, conf = "1:3") int element) {
      begin(thread, () -> queue.put(element));
    }

    @Operation
    public void get(@Param(gen = ThreadIdGen.class) int thread) {
      begin(thread, queue::get);
    }

    @Operation
    public void join(@Param(gen = ThreadIdGen.class) int thread) {
      begin(thread, queue::join);
    }

    @Operation
    public boolean tryPut(@Param(gen = IntGen.class, conf = "4:6") int element) {
      return queue.tryPut(element);
    }

    @Operation
    public String tryGet() {
      return String.valueOf(queue.tryGet());
    }

    @Operation
    public boolean taskDone() {
      try {
        queue.taskDone();
        return true;
      } catch (IllegalStateException e) {
        return false;
      }
    }
  }

  /** Checks all of them, and throws what Lincheck has found. */
  public static void main(String[] arguments) {
    List<Class<?>> programs = List.of(
        OfMutex.class, OfSemaphore.class, OfRendezvous.class, OfBuffer.class, OfQueue.class);
    for (Class<?> program : programs) {
      sized(new StressOptions()).invocationsPerIteration(500).check(program);
      sized(new ModelCheckingOptions()).invocationsPerIteration(100).check(program);
    }
    System.out.println(programs.size() + " programs checked");
  }

  private static <O extends Options<O, ?>> O sized(O options) {
    return options.iterations(5).threads(THREADS).actorsPerThread(3);
  }
}
