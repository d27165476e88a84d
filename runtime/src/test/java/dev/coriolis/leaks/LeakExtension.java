package dev.coriolis.leaks;

import io.netty.buffer.ByteBufAllocator;
import io.netty.util.ResourceLeakDetectorFactory;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a test class after which Netty finds a buffer that was dropped and never released.
 *
 * <p>Found by JUnit as a service, so it watches every test class. Netty tells of a leak when it makes
 * the next buffer after the garbage collector has met the lost one.
 */
public final class LeakExtension implements AfterAllCallback {
  private final Queue<String> leaks = new ConcurrentLinkedQueue<>();

  /** Makes Netty report to this extension. Called before the first test, and so before its buffers. */
  public LeakExtension() {
    ResourceLeakDetectorFactory.setResourceLeakDetectorFactory(new RecordingLeakDetectors(leaks));
  }

  @Override
  public void afterAll(ExtensionContext context) throws InterruptedException {
    collectGarbage();
    makeBuffers();
    if (!leaks.isEmpty()) {
      String all = String.join("\n", leaks);
      leaks.clear();
      throw new AssertionError("buffers leaked in " + context.getDisplayName() + "\n" + all);
    }
  }

  /** Returns when the references to what is lost have reached their queues. */
  static void collectGarbage() throws InterruptedException {
    // The first one may overtake those found together with it, but not those found before.
    for (int i = 0; i < 2; i++) {
      ReferenceQueue<Object> queue = new ReferenceQueue<>();
      WeakReference<Object> lost = new WeakReference<>(new Object(), queue);
      System.gc();
      if (queue.remove(5000) != lost) {
        throw new AssertionError("the garbage collector did not run within 5 s");
      }
    }
  }

  private static void makeBuffers() {
    ByteBufAllocator.DEFAULT.directBuffer(1).release();
    ByteBufAllocator.DEFAULT.heapBuffer(1).release();
  }
}
