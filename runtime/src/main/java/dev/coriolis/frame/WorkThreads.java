package dev.coriolis.frame;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes threads for work that blocks: virtual ones from JDK 24 on, daemon threads before.
 *
 * <p>JDK 21 to 23 have virtual threads too, but there one that blocks inside {@code synchronized} keeps
 * its carrier, and a few of those bring all to a halt; much of what is worth a thread of its own blocks
 * so.
 */
public final class WorkThreads {
  private static final int FIRST_THAT_NEVER_PINS = 24;

  private WorkThreads() {}

  /** Returns a factory whose threads are named {@code prefix} and a number, from 0. */
  public static ThreadFactory named(String prefix) {
    return Runtime.version().feature() >= FIRST_THAT_NEVER_PINS
        ? virtual(prefix)
        : new Daemons(prefix, new AtomicLong());
  }

  /** Calls {@code Thread.ofVirtual().name(prefix, 0).factory()}, which JDK 17 does not compile. */
  private static ThreadFactory virtual(String prefix) {
    try {
      Class<?> builder = Class.forName("java.lang.Thread$Builder");
      Class<?> ofVirtual = Class.forName("java.lang.Thread$Builder$OfVirtual");
      MethodHandles.Lookup lookup = MethodHandles.publicLookup();
      MethodHandle create =
          lookup.findStatic(Thread.class, "ofVirtual", MethodType.methodType(ofVirtual));
      MethodHandle name = lookup.findVirtual(
          builder, "name", MethodType.methodType(builder, String.class, long.class));
      MethodHandle factory =
          lookup.findVirtual(builder, "factory", MethodType.methodType(ThreadFactory.class));
      Object named = name.invoke(create.invoke(), prefix, 0L);
      return (ThreadFactory) factory.invoke(named);
    } catch (Throwable e) {
      throw new IllegalStateException("this JDK makes no virtual threads: " + Runtime.version(), e);
    }
  }

  /** Makes daemon threads: a program may end while one of them is still at work. */
  private record Daemons(String prefix, AtomicLong next) implements ThreadFactory {
    @Override
    public Thread newThread(Runnable body) {
      Thread thread = new Thread(body, prefix + next.getAndIncrement());
      thread.setDaemon(true);
      return thread;
    }
  }
}
