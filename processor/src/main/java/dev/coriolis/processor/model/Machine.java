package dev.coriolis.processor.model;

import java.util.List;

/**
 * The state machine that a coroutine was woven into, as the weaver describes it.
 *
 * <p>Types are named as in {@link Class#getTypeName()}, with {@code $} in front of nested ones.
 *
 * @param origin the coroutine
 * @param frame its frame class
 * @param fields the fields of the frame, in their order
 * @param start what the frame brings along to the first line: parameters, where there is a frame then
 * @param states one for each await or emit, in the order of the code; the first has number 1
 */
public record Machine(
    Origin origin, Frame frame, List<Field> fields, List<Saved> start, List<State> states) {

  /** Copies the lists. */
  public Machine {
    fields = List.copyOf(fields);
    start = List.copyOf(start);
    states = List.copyOf(states);
  }

  /**
   * The coroutine in the source.
   *
   * @param owner the binary name of its class
   * @param method its name, as in the class file
   * @param line its first line, or 0 where the class file has none
   */
  public record Origin(String owner, String method, int line) {}

  /**
   * The frame class of a coroutine.
   *
   * @param name its binary name
   * @param superclass the binary name of the class that it extends
   */
  public record Frame(String name, String superclass) {}

  /** A field of the frame. */
  public record Field(String name, String type) {}

  /**
   * A place at which the coroutine may be suspended.
   *
   * @param number what the frame has as its state there
   * @param suspension at what it is suspended
   * @param line the line of that, or 0 where the class file has none
   * @param saved what the frame keeps meanwhile: operands of the expression, then variables
   * @param unchanged the fields of those that have their value from the last time
   * @param handlers where a failure of the stage goes, in the order of their search
   */
  public record State(
      int number,
      Suspension suspension,
      int line,
      List<Saved> saved,
      List<String> unchanged,
      List<Handler> handlers) {

    /** Copies the lists. */
    public State {
      saved = List.copyOf(saved);
      unchanged = List.copyOf(unchanged);
      handlers = List.copyOf(handlers);
    }
  }

  /** At what a coroutine is suspended. */
  public enum Suspension {
    /** At an await. */
    AWAIT,
    /** At an emit, in a generator. */
    EMIT,
    /** At an emit of all elements of another generator. */
    EMIT_ALL,
    /** At an emit, in a publisher. */
    PUBLISH
  }

  /**
   * A value that outlives a suspension.
   *
   * @param variable the name of its variable, {@code operand} for a part of an expression, or
   *     {@code local} where the class file has no names
   * @param type its type there
   * @param field its field; empty for a value that is always null, which needs none
   */
  public record Saved(String variable, String type, String field) {}

  /**
   * A catch or finally block.
   *
   * @param type what it catches; empty for everything
   * @param line its first line, or 0 where the class file has none
   */
  public record Handler(String type, int line) {}
}
