package dev.coriolis.leaks;

import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakDetectorFactory;
import java.util.Queue;

/** Makes leak detectors that write down what they find. */
final class RecordingLeakDetectors extends ResourceLeakDetectorFactory {
  private final Queue<String> leaks;

  RecordingLeakDetectors(Queue<String> leaks) {
    this.leaks = leaks;
  }

  @Override
  @SuppressWarnings("deprecation") // the one method that has to be there
  public <T> ResourceLeakDetector<T> newResourceLeakDetector(
      Class<T> resource, int samplingInterval, long maxActive) {
    return new Recording<>(resource, samplingInterval, leaks);
  }

  /** A leak detector that writes down what it finds. */
  private static final class Recording<T> extends ResourceLeakDetector<T> {
    private final Queue<String> leaks;

    Recording(Class<T> resource, int samplingInterval, Queue<String> leaks) {
      super(resource, samplingInterval);
      this.leaks = leaks;
    }

    @Override
    protected boolean needReport() {
      return true;
    }

    @Override
    protected void reportTracedLeak(String resourceType, String records) {
      leaks.add(resourceType + records);
    }

    @Override
    protected void reportUntracedLeak(String resourceType) {
      leaks.add(resourceType);
    }
  }
}
