package dev.coriolis.processor.cli;

import dev.coriolis.processor.diagnostic.Diagnostic;
import dev.coriolis.processor.names.WovenNames;
import dev.coriolis.processor.weave.CheckedClass;
import dev.coriolis.processor.weave.ClassRules;
import dev.coriolis.processor.weave.ClassWeaver;
import dev.coriolis.processor.weave.WeaveException;
import dev.coriolis.processor.weave.WovenClass;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Checks and weaves the class files of one target, one after the other. */
final class EntryWeaver {
  /** HotSpot's {@code HugeMethodLimit}: what is larger is never compiled. */
  private static final int HUGE = 8_000;

  private final Findings findings;
  private boolean hasFailed;
  private int wovenClasses;

  EntryWeaver(Findings findings) {
    this.findings = findings;
  }

  /** Returns whether the target has an error, and so must stay as it is. */
  boolean hasFailed() {
    return hasFailed;
  }

  int wovenClasses() {
    return wovenClasses;
  }

  /** Reports an error of the target itself. */
  void fail(String place, Diagnostic diagnostic, Object... arguments) {
    hasFailed = true;
    findings.add(place, diagnostic, arguments);
  }

  /**
   * Returns the files that come of a class file, by their paths: the class, then its frames. None if
   * it stays as it is.
   *
   * @param path its path in the target, with slashes
   */
  Map<String, byte[]> weave(String path, byte[] classFile) {
    if (!namesCoroutines(classFile)) {
      return Map.of();
    }
    try {
      CheckedClass type = ClassRules.check(classFile);
      type.violations().forEach(violation -> findings.add(type, violation));
      hasFailed |= !type.violations().isEmpty();
      return type.violations().isEmpty() ? weave(path, classFile, type) : Map.of();
    } catch (IllegalArgumentException | IndexOutOfBoundsException unreadable) {
      fail(path, Diagnostic.CLASS_FILE_UNREADABLE, path, unreadable);
      return Map.of();
    }
  }

  private Map<String, byte[]> weave(String path, byte[] classFile, CheckedClass type) {
    try {
      Optional<WovenClass> woven = ClassWeaver.weave(classFile);
      woven.ifPresent(found -> warnOfHugeMethods(found, type));
      wovenClasses += woven.isPresent() ? 1 : 0;
      return woven.map(found -> files(path, found)).orElse(Map.of());
    } catch (WeaveException failure) {
      hasFailed = true;
      String method = failure.method();
      findings.add(
          type,
          method,
          failure.line(),
          Diagnostic.WEAVING_FAILED,
          method,
          String.valueOf(failure.getMessage()));
      return Map.of();
    }
  }

  /** Most classes need not be parsed: what their constants do not name, they do not use. */
  private static boolean namesCoroutines(byte[] classFile) {
    String constants = new String(classFile, StandardCharsets.ISO_8859_1);
    return constants.contains(WovenNames.COROUTINES)
        || constants.contains(WovenNames.GENERATOR)
        || constants.contains(WovenNames.COROUTINE_DESCRIPTOR);
  }

  private void warnOfHugeMethods(WovenClass woven, CheckedClass type) {
    woven.methods().stream()
        .filter(method -> method.codeSize() > HUGE)
        .forEach(method -> findings.add(
            type,
            method.name(),
            method.line(),
            Diagnostic.HUGE_COROUTINE,
            method.name(),
            method.codeSize()));
  }

  /** The root of a target need not be that of its packages; so frames go where their class is. */
  private static Map<String, byte[]> files(String path, WovenClass woven) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put(path, woven.bytes());
    String folder = path.substring(0, path.lastIndexOf('/') + 1);
    woven.frames().forEach((name, bytes) -> {
      files.put(folder + name.substring(name.lastIndexOf('.') + 1) + ".class", bytes);
    });
    return files;
  }
}
