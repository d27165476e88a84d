package dev.coriolis.processor.cli;

import dev.coriolis.processor.diagnostic.Diagnostic;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The command line: which folders and jars to weave, what to print, and how to end. */
final class WeaveCommand {
  static final int DONE = 0;
  static final int FAILED = 1;
  static final int MISUSED = 2;

  private static final String USAGE = """
      usage: java -jar coriolis-processor.jar weave DIR|JAR...

      Turns the coroutines in class files into state machines, for classes that were not compiled by javac
      with the processor: those of Kotlin, of Eclipse, or of javac -proc:none. Folders and jars are changed
      in place, each as a whole or, if it has an error, not at all. What is woven already stays as it is.

      exit code: 0 if all is woven, 1 if something could not be, 2 if the command line is wrong""";

  private final PrintStream out;
  private final PrintStream err;

  WeaveCommand(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /** Runs the command, and returns the exit code. */
  int run(List<String> arguments) {
    if (arguments.equals(List.of("--help"))) {
      out.println(USAGE);
      return DONE;
    }
    if (arguments.size() < 2 || !arguments.get(0).equals("weave")) {
      err.println(USAGE);
      return MISUSED;
    }
    Findings findings = new Findings(err);
    for (String target : arguments.subList(1, arguments.size())) {
      weave(target, findings);
    }
    return findings.haveErrors() ? FAILED : DONE;
  }

  /** A target with errors does not keep the next one from being woven. */
  private void weave(String target, Findings findings) {
    EntryWeaver weaver = new EntryWeaver(findings);
    try {
      Path path = Path.of(target).toRealPath();
      if (Files.isDirectory(path)) {
        ClassFolder.weave(path, weaver);
      } else {
        ClassJar.weave(path, weaver);
      }
      if (!weaver.hasFailed()) {
        out.println("wove " + weaver.wovenClasses() + " classes in " + target);
      }
    } catch (IOException failure) {
      findings.add(target, Diagnostic.TARGET_UNREACHABLE, target, failure);
    }
  }
}
