package dev.coriolis;

import dev.coriolis.frame.Suspension;
import dev.coriolis.frame.Suspensions;
import java.util.List;

/**
 * The coroutines that were found suspended; its text is for people.
 *
 * <pre>{@code
 * CoroutineDump dump = Coroutines.dump();
 * dump.coroutines().forEach(each -> LOG.info("waits at {}", each.stack().get(0)));
 * }</pre>
 *
 * <pre>
 * 1 suspended coroutine
 *
 * "order-7" on coriolis-loop, for 1.203 s, awaits dev.coriolis.Delay
 *   dev.coriolis.Delay&#64;5e2de80c[Not completed]
 *     at com.example.Orders.price(Orders.java:21)
 *     at com.example.Orders.handle(Orders.java:12)
 * </pre>
 *
 * @param coroutines one for each innermost coroutine and each way up from it to a root; the longest
 *     suspended first
 */
public record CoroutineDump(List<Suspension> coroutines) {

  /** Returns the dump as a text of several lines. */
  @Override
  public String toString() {
    return Suspensions.text(coroutines);
  }
}
