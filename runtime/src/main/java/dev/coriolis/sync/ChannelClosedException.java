package dev.coriolis.sync;

import org.jspecify.annotations.Nullable;

/**
 * Says that a {@link Channel} is closed: it takes no more elements, or has no more. Its cause is what the
 * channel was closed with, if anything.
 *
 * <pre>{@code
 * try {
 *   await(channel.send(line));
 * } catch (ChannelClosedException e) {
 *   print("nobody receives any more");
 * }
 * }</pre>
 */
public final class ChannelClosedException extends IllegalStateException {
  private static final long serialVersionUID = 1;

  ChannelClosedException(@Nullable Throwable cause) {
    super(
        cause == null ? "the channel is closed" : "the channel was closed because of: " + cause,
        cause);
  }
}
