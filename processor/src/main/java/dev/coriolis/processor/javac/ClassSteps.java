package dev.coriolis.processor.javac;

import com.sun.source.util.JavacTask;
import com.sun.source.util.Trees;
import dev.coriolis.processor.diagnostic.Diagnostic;
import dev.coriolis.processor.diagnostic.TreeReporter;
import dev.coriolis.processor.javac.CoroutineSites.Site;
import dev.coriolis.processor.weave.WovenClass;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/** The two steps that each class goes through, and what the second knows from the first. */
final class ClassSteps {
  private final Elements elements;
  private final TreeReporter reporter;
  private final CoroutineSites sites;
  private final ClassChecker checker;
  private final ClassReplacer replacer;

  private @Nullable ClassFiles files;

  ClassSteps(JavacTask task, Function<byte[], Optional<WovenClass>> weaver) {
    this.elements = task.getElements();
    this.reporter = new TreeReporter(Trees.instance(task));
    this.sites = new CoroutineSites(Trees.instance(task), elements);
    this.checker = new ClassChecker(task, reporter, sites);
    this.replacer = new ClassReplacer(reporter, weaver);
  }

  /** Checks a top-level class that is attributed, if it is one and not a module or package. */
  void check(@Nullable TypeElement type) {
    if (type != null) {
      checker.check(type);
    }
  }

  /**
   * Weaves a class that is written, or says why that is not possible: the filer is the
   * processor's, which may not have run. That is not asked before, because javac leaves out all processors where the
   * source has certain errors, and then writes no class.
   */
  void weave(TypeElement type, Optional<ProcessingEnvironment> processor) {
    List<Site> found = sites.take(type);
    if (found.isEmpty() || reporter.hasErrors()) {
      return; // after an error javac goes on, but writes no class file
    }
    if (processor.isEmpty()) {
      reporter.report(Diagnostic.PROCESSOR_DID_NOT_RUN, found.get(0).path());
      return;
    }
    if (files == null) {
      files = new ClassFiles(processor.get().getFiler(), elements);
    }
    String folder = processor.get().getOptions().get(CompilationHook.EXPLAIN);
    Optional<WovenClass> woven = replacer.replace(type, found, files);
    if (folder != null && woven.isPresent()) {
      explain(woven.get(), found.get(0), type, folder);
    }
  }

  private void explain(WovenClass woven, Site place, TypeElement type, String folder) {
    try {
      new Explanations(Path.of(folder)).write(woven, place.path().getCompilationUnit());
    } catch (IOException | InvalidPathException failure) {
      reporter.report(
          Diagnostic.EXPLANATION_UNWRITABLE, place.path(), type.getQualifiedName(), failure);
    }
  }
}
