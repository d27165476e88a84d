package dev.coriolis.testing;

import java.lang.management.ManagementFactory;

/** Tells whether somebody may be looking at a test step by step. */
final class Debugger {
  private Debugger() {}

  /** Returns whether this JVM was started for a debugger: then a test may take any time. */
  static boolean isAttached() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .anyMatch(
            argument -> argument.startsWith("-agentlib:jdwp") || argument.startsWith("-Xrunjdwp"));
  }
}
