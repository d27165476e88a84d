package dev.coriolis.processor.model;

import java.util.List;

/**
 * The state machine that a coroutine was woven into, as the weaver describes it.
 *
 * <p>Types are named as in {@link Class#getTypeName()}, with {@code $} in front of nested ones.
 *
 * @param origin the coroutine
 * @param frame the binary name of its frame class
 * @param fields the fields of the frame, in their order
 * @param states one for each await, in the order of the code; the first has number 1
 */
public record Machine(Origin origin, String frame, List<Field> fields, List<State> states) {

  /** Copies the lists. */
  public Machine {
    fields = List.copyOf(fields);
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

  /** A field of the frame. */
  public record Field(String name, String type) {}

  /**
   * A place at which the coroutine may be suspended.
   *
   * @param number what the frame has as its state there
   * @param line the line of the await, or 0 where the class file has none
   * @param saved what the frame keeps meanwhile: operands of the expression, then variables
   * @param handlers where a failure of the stage goes, in the order of their search
   */
  public record State(int number, int line, List<Saved> saved, List<Handler> handlers) {

    /** Copies the lists. */
    public State {
      saved = List.copyOf(saved);
      handlers = List.copyOf(handlers);
    }
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
