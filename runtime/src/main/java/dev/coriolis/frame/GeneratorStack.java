package dev.coriolis.frame;

import dev.coriolis.frame.GeneratorFrame.Raised;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Runs a generator with the others of which it emits all, and they of others, and so on.
 *
 * <p>The outermost one, the root, is asked; the innermost one runs. Each has a link to its parent, and
 * the root one to the innermost: so an element costs the same at any depth, and nothing recurses.
 */
final class GeneratorStack {
  private GeneratorStack() {}

  /**
   * Runs until an element is there, and returns true; or to the end of the root, and returns false.
   *
   * @param exit what ends all of them where the root is closed, or null
   */
  static boolean run(GeneratorFrame root, @Nullable Throwable exit) {
    GeneratorFrame innermost = root.running();
    root.innermost = null;
    root.state = root.state() | GeneratorFrame.RUNNING;
    return run(root, innermost, exit);
  }

  /** Goes on behind the run of a root that has not emitted one element, but is to emit all of another. */
  static boolean enter(GeneratorFrame root) {
    root.state |= GeneratorFrame.RUNNING;
    return run(root, entered(root, root, null), null);
  }

  private static boolean run(
      GeneratorFrame root, @Nullable GeneratorFrame first, @Nullable Throwable exit) {
    GeneratorFrame frame = first;
    Throwable known = exit;
    while (frame != null) {
      try {
        frame = settled(root, frame, frame.resume(), exit);
      } catch (Throwable failure) {
        if (failure != known) {
          known = failure;
          AsyncTrace.emitted(failure, frame);
        }
        frame = failed(root, frame, failure);
      }
    }
    return !root.hasEnded();
  }

  /** Returns who runs next, or null if the root has an element or has ended. */
  private static @Nullable GeneratorFrame settled(
      GeneratorFrame root, GeneratorFrame frame, boolean hasEmitted, @Nullable Throwable exit) {
    if (hasEmitted) {
      return emitted(root, frame, exit);
    }
    if (frame.source != null) {
      frame.state |= frame == root ? GeneratorFrame.RUNNING : GeneratorFrame.DELEGATED;
      return entered(root, frame, exit);
    }
    Object result = Ended.resultOf(frame.answer);
    frame.ended(result);
    return frame == root ? null : left(frame, result, exit);
  }

  private static @Nullable GeneratorFrame emitted(
      GeneratorFrame root, GeneratorFrame frame, @Nullable Throwable exit) {
    if (frame == root) {
      return null;
    }
    if (exit != null) {
      frame.element = null;
      return left(frame, null, frame.ignoredClose());
    }
    frame.state |= GeneratorFrame.DELEGATED;
    root.element = frame.element;
    frame.element = null;
    root.innermost = frame;
    root.state = root.state() | GeneratorFrame.OUTER;
    return null;
  }

  /** Goes on in a generator of which {@code frame} emits all, or in {@code frame} if that cannot be. */
  private static @Nullable GeneratorFrame entered(
      GeneratorFrame root, GeneratorFrame frame, @Nullable Throwable exit) {
    GeneratorFrame source = Objects.requireNonNull(frame.source);
    frame.source = null;
    if (source.hasEnded()) {
      frame.answer = source.answer;
      return frame;
    }
    if ((source.state & (GeneratorFrame.RUNNING | GeneratorFrame.DELEGATED)) != 0) {
      frame.answer = new Raised(new IllegalStateException(
          "a generator cannot be emitted that is running or emitted by another one: " + source));
      return frame;
    }
    GeneratorFrame innermost = source.running();
    source.innermost = null;
    source.state = source.state() | GeneratorFrame.DELEGATED;
    source.parent = frame;
    Object ahead = source.element;
    if (ahead == null) {
      return innermost;
    }
    source.element = null;
    innermost.element = ahead;
    return emitted(root, innermost, exit);
  }

  private static GeneratorFrame failed(
      GeneratorFrame root, GeneratorFrame frame, Throwable failure) {
    frame.ended(null);
    if (frame == root) {
      throw Frames.<RuntimeException>unchecked(failure);
    }
    return left(frame, null, failure);
  }

  /** Returns the parent, in whose body {@code emitAll} returns or throws. */
  private static GeneratorFrame left(
      GeneratorFrame frame, @Nullable Object result, @Nullable Throwable failure) {
    GeneratorFrame parent = Objects.requireNonNull(frame.parent);
    frame.parent = null;
    parent.answer = failure == null ? result : new Raised(failure);
    return parent;
  }
}
