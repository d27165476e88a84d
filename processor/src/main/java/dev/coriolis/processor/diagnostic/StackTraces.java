package dev.coriolis.processor.diagnostic;

import java.io.PrintWriter;
import java.io.StringWriter;

/** Turns failures into the text that {@link Diagnostic#INTERNAL_ERROR} shows. */
public final class StackTraces {
  private StackTraces() {}

  /** Returns the stack trace of {@code failure}, with its causes. */
  public static String of(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
