package dev.coriolis.benchmarks;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * What Coriolis costs javac: the CPU time of whole compilations without a processor, with one that
 * only listens, and with Coriolis, of the same classes with coroutines and without.
 *
 * <p>The compilations take turns, so that whatever else the machine does disturbs all of them alike.
 */
@Command(
    name = "javac",
    mixinStandardHelpOptions = true,
    description =
        "Measures what Coriolis costs javac, in CPU time of the whole process. Linux only.")
public final class CompileTimes implements Callable<Integer> {
  private static final int QUICK_ROUNDS = 3;

  @Option(
      names = "--jdk",
      paramLabel = "HOME",
      description = "the JDK whose javac is measured (default: the one that runs this)")
  private Path jdk = Path.of(System.getProperty("java.home"));

  @Option(
      names = "--rounds",
      defaultValue = "10",
      description = "how often each is measured (default: ${DEFAULT-VALUE})")
  private int rounds;

  @Option(
      names = "--quick",
      description = "three rounds, and only of what has a target: two minutes or so")
  private boolean quick;

  @Spec
  private @Nullable CommandSpec spec;

  /** Creates the command; picocli sets its options. */
  CompileTimes() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    CommandLine line = Objects.requireNonNull(spec, "spec").commandLine();
    if (rounds < 1) {
      throw new CommandLine.ParameterException(line, "--rounds must be positive, was " + rounds);
    }
    Path folder = Files.createTempDirectory("coriolis-benchmarks");
    try {
      measure(folder, line.getOut());
    } finally {
      delete(folder);
    }
    return 0;
  }

  private void measure(Path folder, PrintWriter out) throws IOException, InterruptedException {
    Jdk measured = new Jdk(jdk);
    Candidates candidates = new Candidates(measured, location(), folder);
    out.println(measured.version() + ", " + Runtime.getRuntime().availableProcessors()
        + " processors, load " + CpuTime.loadAverage() + "; " + Programs.DESCRIPTION);
    out.flush();
    List<Candidate> all = quick ? candidates.withTarget() : candidates.all();
    Report report = new Report(out);
    // These compilations do not count: the files come into the cache.
    out.println("woven and plain classes verify, and both give " + candidates.check());
    out.flush();
    for (int round = 1; round <= (quick ? QUICK_ROUNDS : rounds); round++) {
      for (Candidate candidate : all) {
        report.add(candidate, measured.compile(candidate));
      }
    }
    report.print();
    out.println("load " + CpuTime.loadAverage() + " at the end");
    out.flush();
  }

  /** The jar that is run; what it needs lies beside it. */
  private static Path location() {
    try {
      return Path.of(
          CompileTimes.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void delete(Path folder) {
    try {
      Files.walkFileTree(folder, new SimpleFileVisitor<>() {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
            throws IOException {
          Files.delete(file);
          return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
            throws IOException {
          Files.delete(directory);
          return FileVisitResult.CONTINUE;
        }
      });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
