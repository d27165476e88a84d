package dev.coriolis.processor.weave;

/** Says that a coroutine cannot be woven, and why. */
public final class WeaveException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String method;
  private final int line;

  /** Creates an exception for the method and line (0 if unknown) at which weaving ended. */
  public WeaveException(String method, int line, String message) {
    super(message);
    this.method = method;
    this.line = line;
  }

  /** Returns the name of the method, as in the class file. */
  public String method() {
    return method;
  }

  /** Returns the line in the source, or 0 where it is not known. */
  public int line() {
    return line;
  }
}
