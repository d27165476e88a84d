package dev.coriolis.leaks;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakTracker;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

class RecordingLeakDetectorsTest {

  @Test
  void writesDownWhatWasDropped() throws Exception {
    Queue<String> leaks = new ConcurrentLinkedQueue<>();
    ResourceLeakDetector<Object> detector =
        new RecordingLeakDetectors(leaks).newResourceLeakDetector(Object.class, 1, 1);

    drop(detector);
    LeakExtension.collectGarbage();
    Object kept = new Object();
    ResourceLeakTracker<Object> tracker = detector.track(kept);

    assertThat(leaks).hasSize(1);
    assertThat(tracker.close(kept)).isTrue();
  }

  private static void drop(ResourceLeakDetector<Object> detector) {
    detector.track(new Object());
  }
}
