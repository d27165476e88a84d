package shop;

import dev.coriolis.frame.GeneratorFrame;

/**
 * The machine of {@code shop.Counter.count}, line 13. It is written for people, and nobody compiles it.
 */
final class Counter$$count extends GeneratorFrame {
  String name;

  long from;

  Iterable more;

  Throwable local;

  boolean resume() {
    switch (state()) {
      case 0:
        String name = this.name;
        long from = this.from;
        Iterable more = this.more;
        // from the beginning to the first emit
      case 1:
        // line 14: Integer step = emit(name + i);
        // suspended: this.name = name, this.more = more, this.from = i
        String name = this.name;
        Iterable more = this.more;
        long i = this.from;
        sent = sent();
        // goes on in line 14; an exception of raise() or close() goes to finally at line 18
      case 2:
        // line 18: emitAll(more);
        // suspended: this.local = local
        Throwable local = this.local;
        sent = sent();
        // goes on in line 18; an exception of raise() or close() that comes through, or a failure ends the generator
    }
  }
}
