package shop;

import dev.coriolis.frame.Frame;
import java.util.Iterator;
import java.util.concurrent.CompletionStage;

/**
 * The machine of {@code shop.Shop.total}, line 15. It is written for people, and nobody compiles it.
 */
final class Shop$$total extends Frame {
  long operand;

  String[] more;

  Object local;

  Object none;

  CompletionStage resume() {
    switch (state()) {
      case 0:
        // from the beginning to the first await whose stage is not complete
      case 1:
        // line 17: total += await(price(item));
        // suspended: this.operand = operand, this.more = more, this.local = local
        long operand = this.operand;
        String[] more = this.more;
        Iterator local = (Iterator) this.local;
        awaited = takeAwaited();
        // goes on in line 17; a failure fails the coroutine
      case 2:
        // line 22: int first = await(price(text.append(total).toString()), IOException.class);
        // suspended: this.more = more, this.operand = total, this.local = text
        String[] more = this.more;
        long total = this.operand;
        StringBuilder text = (StringBuilder) this.local;
        Object none = null;
        awaited = takeAwaited();
        // goes on in line 22; a failure goes to catch java.io.IOException at line 24, or else goes to finally at line 27
      case 3:
        // line 25: await(price(e.getMessage()));
        // suspended: this.more = more, this.operand = total, this.local = text, this.none = none
        String[] more = this.more;
        long total = this.operand;
        StringBuilder text = (StringBuilder) this.local;
        Object none = this.none;
        awaited = takeAwaited();
        // goes on in line 25; a failure goes to finally at line 27
    }
  }
}
