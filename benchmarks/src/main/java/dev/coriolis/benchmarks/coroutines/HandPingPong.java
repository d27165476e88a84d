package dev.coriolis.benchmarks.coroutines;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Two state machines by hand that send to each other over channels without a buffer.
 *
 * <p>It is the limit: one thread, no futures, no failures, no cancellation, and one that waits at most on
 * each side.
 */
final class HandPingPong {
  private final Deque<Machine> ready = new ArrayDeque<>();

  /** A channel with room for one that waits. */
  private static final class Rendezvous {
    private @Nullable Machine sender;
    private @Nullable Machine receiver;
    private int element;
  }

  /** A run, suspended at its {@code state} unless it is ready. */
  private abstract class Machine {
    int state;
    int received;

    /** Goes on until it has to wait. */
    abstract void step();

    final boolean send(Rendezvous channel, int element) {
      Machine receiver = channel.receiver;
      if (receiver == null) {
        channel.sender = this;
        channel.element = element;
        return false;
      }
      channel.receiver = null;
      receiver.received = element;
      ready.add(receiver);
      return true;
    }

    final boolean receive(Rendezvous channel) {
      Machine sender = channel.sender;
      if (sender == null) {
        channel.receiver = this;
        return false;
      }
      channel.sender = null;
      received = channel.element;
      ready.add(sender);
      return true;
    }
  }

  /** Sends numbers and adds what comes back. */
  private final class Driver extends Machine {
    private final int count;
    private final Rendezvous there;
    private final Rendezvous back;
    private int i;
    private long sum;

    Driver(int count, Rendezvous there, Rendezvous back) {
      this.count = count;
      this.there = there;
      this.back = back;
    }

    @Override
    void step() {
      while (true) {
        switch (state) {
          case 0:
            if (i == count) {
              return;
            }
            state = 1;
            if (!send(there, i)) {
              return;
            }
            break;
          case 1:
            state = 2;
            if (!receive(back)) {
              return;
            }
            break;
          default:
            sum += received;
            i++;
            state = 0;
        }
      }
    }
  }

  /** Sends back what it receives, and one more. */
  private final class Echo extends Machine {
    private final Rendezvous there;
    private final Rendezvous back;

    Echo(Rendezvous there, Rendezvous back) {
      this.there = there;
      this.back = back;
    }

    @Override
    void step() {
      while (true) {
        if (state == 0) {
          state = 1;
          if (!receive(there)) {
            return;
          }
        } else {
          state = 0;
          if (!send(back, received + 1)) {
            return;
          }
        }
      }
    }
  }

  static long run(int count) {
    HandPingPong run = new HandPingPong();
    Rendezvous there = new Rendezvous();
    Rendezvous back = new Rendezvous();
    Driver driver = run.new Driver(count, there, back);
    run.ready.add(run.new Echo(there, back));
    run.ready.add(driver);
    for (Machine next = run.ready.poll(); next != null; next = run.ready.poll()) {
      next.step();
    }
    return driver.sum;
  }
}
