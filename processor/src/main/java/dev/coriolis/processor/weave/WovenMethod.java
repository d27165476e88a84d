package dev.coriolis.processor.weave;

import dev.coriolis.processor.model.Machine;
import java.util.Optional;

/**
 * One coroutine after weaving.
 *
 * @param name the name of the method, as in the class file
 * @param line the line of its first instruction, or 0 where the class has no line numbers
 * @param codeSize the bytes of its woven code; HotSpot compiles no method of more than 8,000
 * @param machine what it has become; nothing if it never awaits
 */
public record WovenMethod(String name, int line, int codeSize, Optional<Machine> machine) {

  /** Creates a coroutine that never awaits. */
  public WovenMethod(String name, int line, int codeSize) {
    this(name, line, codeSize, Optional.empty());
  }
}
