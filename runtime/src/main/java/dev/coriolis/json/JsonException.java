package dev.coriolis.json;

import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.exc.MismatchedInputException;

/**
 * Says why a document could not be read, and where, or a value not be written.
 *
 * <pre>{@code
 * try {
 *   show(Json.parse(line));
 * } catch (JsonException e) {
 *   print("line " + e.line() + ": " + e.getMessage());
 * }
 * }</pre>
 *
 * <p>The message of a failed read is one short line without names of classes, fit to be sent to
 * whoever sent the document. What Jackson said is the cause.
 */
public final class JsonException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int MAX_MESSAGE = 200;

  private final int line;
  private final int column;

  JsonException(String message) {
    super(message);
    line = -1;
    column = -1;
  }

  private JsonException(String message, TokenStreamLocation location, Throwable cause) {
    super(message, cause);
    line = location.getLineNr();
    column = location.getColumnNr();
  }

  /** Returns the line of the fault, from 1, or -1 where there is none. */
  public int line() {
    return line;
  }

  /** Returns the column of the fault, from 1, or -1 where there is none. */
  public int column() {
    return column;
  }

  static JsonException reading(JacksonException e) {
    TokenStreamLocation location = location(e);
    String message = e instanceof MismatchedInputException mismatch
        ? misfit(mismatch)
        : "invalid JSON" + place(location) + ": " + oneLine(e.getOriginalMessage());
    return new JsonException(message, location, e);
  }

  static JsonException writing(Object value, JacksonException e) {
    String message = "cannot write " + value.getClass().getName() + " as JSON: "
        + oneLine(e.getOriginalMessage());
    return new JsonException(message, TokenStreamLocation.NA, e);
  }

  private static String misfit(MismatchedInputException e) {
    StringBuilder path = new StringBuilder();
    for (JacksonException.Reference step : e.getPath()) {
      if (step.getPropertyName() == null) {
        path.append('[').append(step.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
      }
    }
    Class<?> type = e.getTargetType();
    return (path.isEmpty() ? "the JSON document" : oneLine(path.toString()))
        + place(location(e))
        + " does not fit"
        + (type == null ? "" : ", expected " + type.getSimpleName());
  }

  private static TokenStreamLocation location(JacksonException e) {
    TokenStreamLocation location = e.getLocation();
    return location == null ? TokenStreamLocation.NA : location;
  }

  private static String place(TokenStreamLocation location) {
    return location.getLineNr() < 1
        ? ""
        : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
  }

  /** The input is part of the message: it is not allowed to make it long, or several lines. */
  private static String oneLine(String message) {
    String line = message.replaceAll("\\p{Cntrl}+", " ");
    return line.length() <= MAX_MESSAGE ? line : line.substring(0, MAX_MESSAGE) + "...";
  }
}
