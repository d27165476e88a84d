package shop;

import dev.coriolis.frame.GeneratorFrame;

/**
 * The machine of {@code shop.Counter.repeat}, line 28. It is written for people, and nobody compiles it.
 */
final class Counter$$repeat extends GeneratorFrame {
  String name;

  int times;

  int i;

  boolean resume() {
    switch (state()) {
      case 0:
        String name = this.name;
        int times = this.times;
        // from the beginning to the first emit
      case 1:
        // line 29: emit(name);
        // suspended: this.i = i; unchanged: this.name, this.times
        String name = this.name;
        int times = this.times;
        int i = this.i;
        sent = sent();
        // goes on in line 29; an exception of raise() or close() ends the generator
    }
  }
}
