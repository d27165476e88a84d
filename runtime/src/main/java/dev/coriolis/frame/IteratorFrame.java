package dev.coriolis.frame;

import java.util.Iterator;

/** Gives the elements of an iterator that is no generator to the generator that emits all of them. */
final class IteratorFrame extends GeneratorFrame {
  private static final Ended END = new Ended(null) {};

  private final Iterator<?> elements;

  IteratorFrame(Iterator<?> elements) {
    this.elements = elements;
  }

  @Override
  protected boolean resume() throws Throwable {
    if (sent() != null) {
      throw new UnsupportedOperationException("a value cannot be sent to " + elements
          + ", of which emitAll takes the elements: only generators receive values");
    }
    if (elements.hasNext()) {
      return emit(elements.next(), 1);
    }
    end(elements instanceof Ended end ? end : END);
    return false;
  }

  @Override
  protected Throwable exit() {
    throw new IllegalStateException("only the generator around it can be closed");
  }

  @Override
  protected StackTraceElement location() {
    return new StackTraceElement(elements.getClass().getName(), "next", null, -1);
  }
}
