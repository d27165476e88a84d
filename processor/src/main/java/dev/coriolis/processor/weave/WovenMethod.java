package dev.coriolis.processor.weave;

/**
 * One coroutine after weaving.
 *
 * @param name the name of the method, as in the class file
 * @param line the line of its first instruction, or 0 where the class has no line numbers
 * @param codeSize the bytes of its woven code; HotSpot compiles no method of more than 8,000
 */
public record WovenMethod(String name, int line, int codeSize) {}
