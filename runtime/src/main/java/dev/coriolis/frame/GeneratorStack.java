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

  /** How far a close has come: it ends one after the other, from the innermost to the root. */
  private static final class Closing {
    final Throwable exit;

    /** The one in whose body the exit was thrown; what it emits, or has others emit, ignores that. */
    GeneratorFrame frame;

    Closing(Throwable exit, GeneratorFrame innermost) {
      this.exit = exit;
      this.frame = innermost;
    }

    /** Returns what ends the parent of one that has left, or null if it was entered after the exit. */
    @Nullable
    Throwable exitBehind(GeneratorFrame left) {
      if (left != frame) {
        return null;
      }
      frame = Objects.requireNonNull(left.parent);
      return exit;
    }
  }

  /**
   * Runs until an element is there, and returns true; or to the end of the root, and returns false.
   *
   * @param exit what ends all of them where the root is closed, or null
   */
  static boolean run(GeneratorFrame root, @Nullable Throwable exit) {
    GeneratorFrame innermost = root.running();
    root.innermost = null;
    root.state = root.state() | GeneratorFrame.RUNNING;
    return run(root, innermost, exit == null ? null : new Closing(exit, innermost));
  }

  /** Goes on behind the run of a root that has not emitted one element, but is to emit all of another. */
  static boolean enter(GeneratorFrame root) {
    root.state |= GeneratorFrame.RUNNING;
    return run(root, entered(root, root, null), null);
  }

  private static boolean run(
      GeneratorFrame root, @Nullable GeneratorFrame first, @Nullable Closing closing) {
    GeneratorFrame frame = first;
    Throwable known = closing == null ? null : closing.exit;
    while (frame != null) {
      try {
        frame = settled(root, frame, frame.resume(), closing);
      } catch (Throwable failure) {
        if (failure != known) {
          known = failure;
          AsyncTrace.emitted(failure, frame);
        }
        frame = failed(root, frame, failure, closing);
      }
    }
    return !root.hasEnded();
  }

  /** Returns who runs next, or null if the root has an element or has ended. */
  private static @Nullable GeneratorFrame settled(
      GeneratorFrame root, GeneratorFrame frame, boolean hasEmitted, @Nullable Closing closing) {
    if (hasEmitted) {
      return emitted(root, frame, closing);
    }
    if (frame.source != null) {
      frame.state |= frame == root ? GeneratorFrame.RUNNING : GeneratorFrame.DELEGATED;
      return entered(root, frame, closing);
    }
    Object result = Ended.resultOf(frame.answer);
    frame.ended(result);
    if (frame == root) {
      return null;
    }
    return left(frame, result, closing == null ? null : closing.exitBehind(frame));
  }

  private static @Nullable GeneratorFrame emitted(
      GeneratorFrame root, GeneratorFrame frame, @Nullable Closing closing) {
    GeneratorFrame asked = closing == null ? root : closing.frame;
    if (frame != asked) {
      frame.state |= GeneratorFrame.DELEGATED;
      asked.element = frame.element;
      frame.element = null;
      asked.innermost = frame;
      asked.state = asked.state() | GeneratorFrame.OUTER;
    }
    if (asked == root) {
      return null;
    }
    asked.element = null;
    Objects.requireNonNull(closing).exitBehind(asked);
    return left(asked, null, asked.ignoredClose());
  }

  /** Goes on in a generator of which {@code frame} emits all, or in {@code frame} if that cannot be. */
  private static @Nullable GeneratorFrame entered(
      GeneratorFrame root, GeneratorFrame frame, @Nullable Closing closing) {
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
    return emitted(root, innermost, closing);
  }

  private static GeneratorFrame failed(
      GeneratorFrame root, GeneratorFrame frame, Throwable failure, @Nullable Closing closing) {
    frame.ended(null);
    if (frame == root) {
      throw Frames.<RuntimeException>unchecked(failure);
    }
    if (closing != null) {
      closing.exitBehind(frame);
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
