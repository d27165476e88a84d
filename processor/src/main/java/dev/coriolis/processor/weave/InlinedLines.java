package dev.coriolis.processor.weave;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.objectweb.asm.tree.ClassNode;

/**
 * Tells at which line a function is called whose code Kotlin has copied to the call.
 *
 * <p>The copies have lines of their own, which the file does not have. Where they are from is in the source map of the
 * class (JSR 45), in its last part for debuggers:
 *
 * <pre>
 *   *S KotlinDebug
 *   *F
 *   + 1 Sample.kt
 *   *L
 *   13#1:47,2      // 47 and 48 are copies for line 13
 *   23#1:50        // so is 50 for line 23
 * </pre>
 */
final class InlinedLines {
  private static final String DEBUG = "*S KotlinDebug";
  private static final Pattern COPY = Pattern.compile("(\\d+)#\\d+:(\\d+)(?:,(\\d+))?");

  private final Map<Integer, Integer> calls = new HashMap<>();

  /** Reads the source map of a class, if it has one. */
  InlinedLines(ClassNode owner) {
    int debug = owner.sourceDebug == null ? -1 : owner.sourceDebug.indexOf(DEBUG);
    if (debug >= 0) {
      owner.sourceDebug.substring(debug).lines().map(COPY::matcher).forEach(this::add);
    }
  }

  private void add(Matcher copy) {
    if (copy.matches()) {
      int first = Integer.parseInt(copy.group(2));
      int count = copy.group(3) == null ? 1 : Integer.parseInt(copy.group(3));
      for (int i = 0; i < count; i++) {
        calls.put(first + i, Integer.valueOf(copy.group(1)));
      }
    }
  }

  /** Returns the line in the file: that of the call, or else the line itself. */
  int inFile(int line) {
    return calls.getOrDefault(line, line);
  }
}
