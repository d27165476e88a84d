package dev.coriolis.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Lets threads fight for locks and permits, and give up at any moment: none may be lost or doubled. */
@Timeout(120)
class LockRaceTest {
  private static final int ROUNDS = 20_000;

  @RegisterExtension
  final Racers racers = new Racers(4);

  private final AtomicInteger inside = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();
  private final AtomicInteger had = new AtomicInteger();

  private void enter(int permits) {
    int now = inside.addAndGet(permits);
    most.accumulateAndGet(now, Math::max);
    had.incrementAndGet();
  }

  private void leave(int permits) {
    inside.addAndGet(-permits);
  }

  /** Waits for the stage, or gives up at some moment; returns its value if it had one. */
  private static <T> T waitOrGiveUp(CompletableFuture<T> stage) throws Exception {
    int patience = ThreadLocalRandom.current().nextInt(60);
    for (int i = 0; i < patience && !stage.isDone(); i++) {
      Thread.onSpinWait();
    }
    boolean givesUp = ThreadLocalRandom.current().nextBoolean();
    if (givesUp && stage.cancel(true)) {
      return null;
    }
    return stage.get(60, TimeUnit.SECONDS);
  }

  @Test
  void mutexIsHeldByOneAtATimeAndNeverLost() throws Exception {
    Mutex mutex = new Mutex();

    racers.run(thread -> {
      for (int i = 0; i < ROUNDS; i++) {
        try (Mutex.Lock lock = waitOrGiveUp(mutex.lock().toCompletableFuture())) {
          if (lock != null) {
            enter(1);
            leave(1);
          }
        }
      }
    });

    assertThat(most).hasValue(1);
    assertThat(had).hasValueGreaterThanOrEqualTo(ROUNDS / 2);
    assertThat(mutex.isLocked()).isFalse();
    assertThat(mutex.lock()).isCompleted();
  }

  @Test
  void tryLockAndLockExcludeEachOther() throws Exception {
    Mutex mutex = new Mutex();

    racers.run(thread -> {
      for (int i = 0; i < ROUNDS; i++) {
        boolean waits = i % 2 == 0;
        try (Mutex.Lock lock = waits
            ? mutex.lock().toCompletableFuture().get(60, TimeUnit.SECONDS)
            : mutex.tryLock().orElse(null)) {
          if (lock != null) {
            enter(1);
            leave(1);
          }
        }
      }
    });

    assertThat(most).hasValue(1);
    assertThat(mutex.isLocked()).isFalse();
  }

  @Test
  void noPermitIsLostOrDoubled() throws Exception {
    Semaphore semaphore = Semaphore.bounded(3);

    racers.run(thread -> {
      for (int i = 0; i < ROUNDS; i++) {
        int permits = 1 + i % 3;
        try (Semaphore.Permit permit =
            waitOrGiveUp(semaphore.acquire(permits).toCompletableFuture())) {
          if (permit != null) {
            enter(permits);
            leave(permits);
          }
        }
      }
    });

    assertThat(most.get()).isBetween(2, 3);
    assertThat(semaphore.available()).isEqualTo(3);
  }

  @Test
  void discardNeverGivesAwayWhatSomebodyHas() throws Exception {
    Mutex mutex = new Mutex();

    racers.run(thread -> {
      for (int i = 0; i < ROUNDS; i++) {
        CompletableFuture<Mutex.Lock> stage = mutex.lock().toCompletableFuture();
        if (i % 2 == 0 && !stage.cancel(true)) {
          stage.get(60, TimeUnit.SECONDS);
          Stages.discard(stage);
        } else if (i % 2 == 1) {
          Mutex.Lock lock = stage.get(60, TimeUnit.SECONDS);
          enter(1);
          leave(1);
          lock.unlock();
        }
      }
    });

    assertThat(most).hasValue(1);
    assertThat(mutex.isLocked()).isFalse();
  }

  @Test
  void noSignalIsLostBetweenTheQuestionAndTheWait() throws Exception {
    Mutex mutex = new Mutex();
    Condition changed = new Condition();
    AtomicInteger turn = new AtomicInteger();

    racers.run(thread -> {
      for (int i = 0; i < ROUNDS / 10; i++) {
        try (Mutex.Lock lock = changed
            .until(mutex, () -> turn.get() % racers.count() == thread)
            .toCompletableFuture()
            .get(60, TimeUnit.SECONDS)) {
          assertThat(lock).isNotNull();
          turn.incrementAndGet();
          changed.signalAll();
        }
      }
    });

    assertThat(turn).hasValue(racers.count() * (ROUNDS / 10));
  }

  @Test
  void everyRoundOfABarrierHasAllParties() throws Exception {
    Barrier barrier = new Barrier(racers.count());
    AtomicInteger arrived = new AtomicInteger();
    AtomicInteger leaders = new AtomicInteger();

    racers.run(thread -> {
      for (int round = 1; round <= ROUNDS / 10; round++) {
        arrived.incrementAndGet();
        int index = barrier.arrive().toCompletableFuture().get(60, TimeUnit.SECONDS);
        if (index == 0) {
          leaders.incrementAndGet();
        }
        assertThat(arrived.get()).isGreaterThanOrEqualTo(round * racers.count());
      }
    });

    assertThat(leaders).hasValue(ROUNDS / 10);
    assertThat(barrier.waiting()).isZero();
  }

  @Test
  void everybodyWhoWaitsForAnEventGoesOn() throws Exception {
    Event[] events = new Event[ROUNDS / 10];
    for (int i = 0; i < events.length; i++) {
      events[i] = new Event();
    }

    racers.run(thread -> {
      for (Event event : events) {
        if (thread == 0) {
          event.set();
        } else {
          event.whenSet().toCompletableFuture().get(60, TimeUnit.SECONDS);
        }
      }
    });

    assertThat(events).allMatch(Event::isSet);
  }
}
