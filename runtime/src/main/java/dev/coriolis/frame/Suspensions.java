package dev.coriolis.frame;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Knows which coroutines are suspended, while that is switched on. {@code dev.coriolis.Tracking} is the
 * switch.
 *
 * <p>A frame is entered at its first suspension and taken out at its end; at each suspension the time is
 * noted. Frames are referred to weakly: a coroutine that nobody can resume is collected, and is gone.
 *
 * <p><b>Threads:</b> any. The entries are spread over several lists with a lock each, of which a thread
 * mostly has one for itself.
 */
public final class Suspensions {
  private static final String SWITCH = "coriolis.tracking";
  private static final int STRIPES = 16;

  private static final Suspensions ALL = new Suspensions();

  /** The key of a coroutine's name in its {@link Context}. */
  public static final Object NAME = new Object();

  private final ReferenceQueue<Frame<?>> unreachable = new ReferenceQueue<>();
  private final List<Stripe> stripes = new ArrayList<>();
  private final AtomicBoolean registered = new AtomicBoolean();
  private volatile boolean on;

  private Suspensions() {
    String configured = System.getProperty(SWITCH, "off");
    on = configured.equals("on");
    if (on || configured.equals("standby")) {
      // Beside the program: JMX takes its time.
      Thread thread = new Thread(null, this::register, "coriolis-tracking", 0, false);
      thread.setDaemon(true);
      thread.start();
    }
    for (int i = 0; i < STRIPES; i++) {
      stripes.add(new Stripe());
    }
  }

  /** Some of the entries, as a ring around a fixed end; guarded by itself. */
  static final class Stripe {
    private final TrackedFrame end = new TrackedFrame(this);

    @SuppressWarnings("NullAway") // what is in the ring has neighbours
    synchronized void add(TrackedFrame entry) {
      if (entry.after == null) {
        entry.after = end;
        entry.before = end.before;
        end.before.after = entry;
        end.before = entry;
      }
    }

    @SuppressWarnings("NullAway") // as above
    synchronized void remove(TrackedFrame entry) {
      if (entry.after != null) {
        entry.before.after = entry.after;
        entry.after.before = entry.before;
        entry.before = null;
        entry.after = null;
      }
    }

    @SuppressWarnings("NullAway") // as above
    synchronized void copyTo(List<TrackedFrame> entries) {
      for (TrackedFrame entry = end.after; entry != end; entry = entry.after) {
        entries.add(entry);
      }
    }
  }

  private void register() {
    if (!registered.getAndSet(true)) {
      CoroutinesBean.register();
    }
  }

  /** Begins to track coroutines, each from its next suspension on. */
  public static void turnOn() {
    ALL.on = true;
    ALL.register();
  }

  /** Tracks no more suspensions, and forgets those it knows. */
  public static void turnOff() {
    ALL.on = false;
    ALL.entries().forEach(TrackedFrame::wake);
  }

  /** Returns whether coroutines are tracked. */
  public static boolean areTracked() {
    return ALL.on;
  }

  /** Notes that a frame is being suspended. */
  static void suspended(Frame<?> frame) {
    TrackedFrame entry = entryOf(frame);
    if (entry == null) {
      ALL.enter(frame);
    } else {
      entry.suspended();
    }
  }

  private static @Nullable TrackedFrame entryOf(Frame<?> frame) {
    for (Object rest = frame.waiters(); rest != null; rest = LinkedFuture.next(rest)) {
      if (LinkedFuture.first(rest) instanceof TrackedFrame entry) {
        return entry;
      }
    }
    return null;
  }

  private void enter(Frame<?> frame) {
    for (Reference<?> gone = unreachable.poll(); gone != null; gone = unreachable.poll()) {
      ((TrackedFrame) gone).wake();
    }
    Stripe stripe = stripes.get((int) Thread.currentThread().getId() & (STRIPES - 1));
    TrackedFrame entry = new TrackedFrame(frame, unreachable, stripe);
    entry.suspended();
    if (!frame.addWaiter(entry)) {
      stripe.remove(entry); // completed from outside
    }
  }

  private List<TrackedFrame> entries() {
    List<TrackedFrame> entries = new ArrayList<>();
    stripes.forEach(stripe -> stripe.copyTo(entries));
    return entries;
  }

  /** Returns the coroutines that are suspended, each with those that await it; the longest first. */
  public static List<Suspension> snapshot() {
    List<Suspension> found = new ArrayList<>();
    for (TrackedFrame entry : ALL.entries()) {
      Frame<?> frame = entry.get();
      if (frame != null) {
        addInnermost(frame, entry.since(), found);
      }
    }
    found.sort(Comparator.comparing(Suspension::duration).reversed());
    return found;
  }

  /** One that awaits another coroutine is in the stack of that. */
  private static void addInnermost(Frame<?> frame, long since, List<Suspension> found) {
    CompletableFuture<?> awaited = frame.awaited();
    if (awaited instanceof Frame || awaited.isDone()) {
      return;
    }
    Duration duration = Duration.ofNanos(System.nanoTime() - since);
    String type = awaited.getClass().getName();
    String text = describe(awaited);
    for (List<StackTraceElement> stack : AwaitingChains.whole(frame)) {
      found.add(new Suspension(frame.name(), frame.dispatcherName(), duration, type, text, stack));
    }
  }

  /** Returns the coroutines as a text of several lines. */
  public static String text(List<Suspension> coroutines) {
    StringBuilder text = new StringBuilder();
    text.append(coroutines.size()).append(" suspended coroutine");
    text.append(coroutines.size() == 1 ? "" : "s");
    if (coroutines.isEmpty() && !areTracked()) {
      text.append(" are known, as tracking is off; start java with -D")
          .append(SWITCH)
          .append("=on");
    }
    coroutines.forEach(each -> text.append("\n\n").append(each));
    return text.append('\n').toString();
  }

  private static String describe(CompletableFuture<?> awaited) {
    try {
      return awaited.toString();
    } catch (RuntimeException e) {
      return "(its toString failed: " + e + ")";
    }
  }
}
