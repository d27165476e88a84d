package dev.coriolis.frame;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.NOPLoggerFactory;

/** The handler where none is set: logs; where there is nothing to log with, prints to the error stream. */
final class LogFailures implements FailureHandler {
  static final LogFailures INSTANCE = new LogFailures();

  /** A failure, with a sentence in front for whoever reads the error stream. */
  private static final class Uncaught extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Uncaught(String message, Throwable cause) {
      super(message, cause, false, false);
    }
  }

  private LogFailures() {}

  @Override
  public void uncaught(String what, Throwable failure) {
    try {
      if (!(LoggerFactory.getILoggerFactory() instanceof NOPLoggerFactory)) {
        Logger log = LoggerFactory.getLogger("dev.coriolis.UncaughtHandler");
        log.error("{} failed, and nobody looked at the failure", what, failure);
        return;
      }
    } catch (Throwable broken) {
      failure.addSuppressed(broken);
    }
    print(what, failure);
  }

  /** Hands it to the JVM's own way of reporting, which ends at the error stream. */
  private static void print(String what, Throwable failure) {
    Thread thread = Thread.currentThread();
    thread
        .getUncaughtExceptionHandler()
        .uncaughtException(
            thread, new Uncaught(what + " failed, and nobody looked at the failure", failure));
  }
}
