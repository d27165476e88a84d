package dev.coriolis.processor.javac;

import com.sun.source.util.TreePath;
import dev.coriolis.processor.diagnostic.Diagnostic;
import dev.coriolis.processor.diagnostic.TreeReporter;
import dev.coriolis.processor.javac.ClassFiles.ClassFile;
import dev.coriolis.processor.javac.CoroutineSites.Site;
import dev.coriolis.processor.weave.WeaveException;
import dev.coriolis.processor.weave.WovenClass;
import dev.coriolis.processor.weave.WovenMethod;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.lang.model.element.TypeElement;

/** Puts the woven class file in the place of each that has coroutines. */
final class ClassReplacer {
  /** HotSpot's {@code HugeMethodLimit}: what is larger is never compiled. */
  private static final int HUGE = 8_000;

  private final TreeReporter reporter;
  private final Function<byte[], Optional<WovenClass>> weaver;

  ClassReplacer(TreeReporter reporter, Function<byte[], Optional<WovenClass>> weaver) {
    this.reporter = reporter;
    this.weaver = weaver;
  }

  /**
   * Weaves a class that javac has written, with the coroutines found in it.
   *
   * @return the result, or nothing if an error has been reported
   * @throws IllegalStateException if none of them is in the class file: a defect of ours, which must
   *     not go by unnoticed
   */
  Optional<WovenClass> replace(TypeElement type, List<Site> found, ClassFiles files) {
    try {
      ClassFile file = files.of(type);
      WovenClass woven = weaver
          .apply(file.read())
          .orElseThrow(() -> new IllegalStateException("the class file of " + type
              + " must have the coroutine of line " + found.get(0).line()));
      for (Map.Entry<String, byte[]> frame : woven.frames().entrySet()) {
        files.create(type, frame.getKey(), frame.getValue());
      }
      file.replace(woven.bytes());
      woven.methods().forEach(method -> warnIfHuge(method, found));
      return Optional.of(woven);
    } catch (WeaveException failure) {
      TreePath place = place(found, failure.method(), failure.line());
      reporter.report(
          Diagnostic.WEAVING_FAILED, place, failure.method(), String.valueOf(failure.getMessage()));
    } catch (IOException failure) {
      reporter.report(
          Diagnostic.CLASS_FILE_UNREACHABLE, found.get(0).path(), type.getQualifiedName(), failure);
    }
    return Optional.empty();
  }

  private void warnIfHuge(WovenMethod method, List<Site> found) {
    if (method.codeSize() > HUGE) {
      TreePath place = place(found, method.name(), method.line());
      reporter.report(Diagnostic.HUGE_COROUTINE, place, method.name(), method.codeSize());
    }
  }

  /**
   * Returns the site that a line of bytecode belongs to: what is on that very line, or the last
   * method of that name above it, or the last site above it.
   */
  private static TreePath place(List<Site> found, String method, int line) {
    return found.stream()
        .filter(site -> site.line() == line)
        .findFirst()
        .or(() -> lastAbove(found.stream().filter(site -> site.method().equals(method)), line))
        .or(() -> lastAbove(found.stream(), line))
        .orElse(found.get(0))
        .path();
  }

  private static Optional<Site> lastAbove(Stream<Site> sites, int line) {
    return sites
        .filter(site -> line == 0 || site.line() <= line)
        .max(Comparator.comparingLong(Site::line));
  }
}
