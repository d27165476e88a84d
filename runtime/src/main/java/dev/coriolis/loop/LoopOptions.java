package dev.coriolis.loop;

import dev.coriolis.UncaughtHandler;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How an event loop, or a group of them, is made.
 *
 * <pre>{@code
 * EventLoop loop = EventLoop.create(LoopOptions.builder()
 *     .name("mail")
 *     .offloadLimit(8)
 *     .build());
 * }</pre>
 *
 * <p><b>Threads:</b> immutable.
 */
public final class LoopOptions {
  /** As good as for ever, and yet a number of nanoseconds. */
  private static final Duration LONGEST = Duration.ofDays(36_500);

  private final String name;
  private final int offloadLimit;
  private final Duration closeGrace;
  private final Duration blockedAfter;
  private final @Nullable UncaughtHandler uncaughtHandler;
  private final @Nullable Duration uncaughtGrace;

  private LoopOptions(Builder builder) {
    name = builder.name;
    offloadLimit = builder.offloadLimit;
    closeGrace = builder.closeGrace;
    blockedAfter = builder.blockedAfter;
    uncaughtHandler = builder.uncaughtHandler;
    uncaughtGrace = builder.uncaughtGrace;
  }

  /** Returns a builder with every option at its default. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns a builder with every option as it is here. */
  public Builder toBuilder() {
    Builder builder = new Builder();
    builder.name = name;
    builder.offloadLimit = offloadLimit;
    builder.closeGrace = closeGrace;
    builder.blockedAfter = blockedAfter;
    builder.uncaughtHandler = uncaughtHandler;
    builder.uncaughtGrace = uncaughtGrace;
    return builder;
  }

  /** Returns the name of the loop and of its threads. */
  public String name() {
    return name;
  }

  /** Returns how many pieces of offloaded work may run at a time. */
  public int offloadLimit() {
    return offloadLimit;
  }

  /** Returns how long a close waits for what was cancelled. */
  public Duration closeGrace() {
    return closeGrace;
  }

  /** Returns how long a turn may take before the loop is reported as blocked. */
  public Duration blockedAfter() {
    return blockedAfter;
  }

  /** Returns who hears of failures that nobody looks at; null for the handler of the process. */
  public @Nullable UncaughtHandler uncaughtHandler() {
    return uncaughtHandler;
  }

  /** Returns how long somebody has time to look at a failure; null for the grace of the process. */
  public @Nullable Duration uncaughtGrace() {
    return uncaughtGrace;
  }

  /** Builds {@link LoopOptions}. Not safe for use by several threads. */
  public static final class Builder {
    private String name = "coriolis-loop";
    private int offloadLimit = 64;
    private Duration closeGrace = Duration.ofSeconds(5);
    private Duration blockedAfter = Duration.ofSeconds(1);
    private @Nullable UncaughtHandler uncaughtHandler;
    private @Nullable Duration uncaughtGrace;

    private Builder() {}

    private static Duration atMostLongest(Duration value) {
      return value.compareTo(LONGEST) < 0 ? value : LONGEST;
    }

    /** Sets the name of the loop, which its threads have too. Default: {@code coriolis-loop}. */
    public Builder name(String value) {
      name = value;
      return this;
    }

    /**
     * Sets how many pieces of work that {@code Coroutines.offload} was given may run at a time; more
     * wait. The loops of a group share the limit. Default: 64.
     *
     * @throws IllegalArgumentException if {@code value} is not positive
     */
    public Builder offloadLimit(int value) {
      if (value <= 0) {
        throw new IllegalArgumentException("offloadLimit must be positive, was " + value);
      }
      offloadLimit = value;
      return this;
    }

    /**
     * Sets how long a close waits for coroutines and offloaded work to end after it has cancelled them.
     * What has not ended then is cut, and reported. Default: 5 seconds.
     *
     * @throws IllegalArgumentException if {@code value} is negative
     */
    public Builder closeGrace(Duration value) {
      if (value.isNegative()) {
        throw new IllegalArgumentException("closeGrace must not be negative, was " + value);
      }
      closeGrace = atMostLongest(value);
      return this;
    }

    /**
     * Sets how long a turn may take before the loop is reported as blocked, with the stack of what
     * blocks it. Default: 1 second.
     *
     * @throws IllegalArgumentException if {@code value} is zero or negative
     */
    public Builder blockedAfter(Duration value) {
      if (value.isZero() || value.isNegative()) {
        throw new IllegalArgumentException("blockedAfter must be positive, was " + value);
      }
      blockedAfter = atMostLongest(value);
      return this;
    }

    /**
     * Sets who hears of tasks and coroutines of the loop that fail while nobody looks. Default: {@link
     * UncaughtHandler#setDefault}.
     */
    public Builder uncaughtHandler(UncaughtHandler value) {
      uncaughtHandler = value;
      return this;
    }

    /**
     * Sets how long somebody has time to look at a failure. Default: {@link
     * UncaughtHandler#setDefaultGrace}.
     *
     * @throws IllegalArgumentException if {@code value} is negative
     */
    public Builder uncaughtGrace(Duration value) {
      if (value.isNegative()) {
        throw new IllegalArgumentException("uncaughtGrace must not be negative, was " + value);
      }
      uncaughtGrace = value;
      return this;
    }

    /** Returns the options. */
    public LoopOptions build() {
      return new LoopOptions(this);
    }
  }
}
