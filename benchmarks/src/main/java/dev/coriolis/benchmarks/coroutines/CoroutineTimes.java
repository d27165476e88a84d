package dev.coriolis.benchmarks.coroutines;

import dev.coriolis.benchmarks.coroutines.Table.Row;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * What coroutines cost beside state machines by hand, chains of stages and other libraries.
 *
 * <p>Each contender is measured in JVMs of its own, one per round, and the contenders of a round take
 * turns: what disturbs the machine for a while disturbs all of them.
 */
@Command(
    name = "coroutines",
    mixinStandardHelpOptions = true,
    description = "Measures coroutines beside others, on the JDK that runs this.")
public final class CoroutineTimes implements Callable<Integer> {
  @Option(
      names = "--rounds",
      defaultValue = "5",
      description = "how often each is measured (default: ${DEFAULT-VALUE})")
  private int rounds;

  @Option(names = "--quick", description = "one short round: three minutes at most")
  private boolean quick;

  @Option(
      names = "--work",
      split = ",",
      description = "only these: ${COMPLETION-CANDIDATES} (default: all)")
  private List<Work> works = List.of(Work.values());

  @Option(names = "--allocation", description = "also prints the bytes per operation")
  private boolean allocation;

  @Spec
  private @Nullable CommandSpec spec;

  /** Creates the command; picocli sets its options. */
  public CoroutineTimes() {}

  @Override
  public Integer call() throws Exception {
    CommandLine line = Objects.requireNonNull(spec, "spec").commandLine();
    if (rounds < 1) {
      throw new CommandLine.ParameterException(line, "--rounds must be positive, was " + rounds);
    }
    PrintWriter out = line.getOut();
    out.println("JDK " + Runtime.version() + ", " + Runtime.getRuntime().availableProcessors()
        + " processors; nanoseconds per operation");
    for (Work work : works) {
      requireEqualResults(work);
    }
    for (Work work : works) {
      measure(work).print(out);
      out.flush();
    }
    return 0;
  }

  private static void requireEqualResults(Work work) throws Exception {
    Map<String, Body> contenders = Contenders.of(work);
    long expected =
        Objects.requireNonNull(contenders.get(Contenders.HAND_WRITTEN)).run();
    for (Map.Entry<String, Body> contender : contenders.entrySet()) {
      long result = contender.getValue().run();
      if (result != expected) {
        throw new IllegalStateException(
            contender.getKey() + " must give " + expected + " for " + work + ", was " + result);
      }
    }
  }

  private Table measure(Work work) throws RunnerException {
    List<String> names = new ArrayList<>(Contenders.of(work).keySet());
    Table table = new Table(work, allocation);
    for (int round = 0; round < (quick ? 1 : rounds); round++) {
      for (String name : names) {
        for (RunResult result : new Runner(options(work, name)).run()) {
          table.add(new Row(name, round), result);
        }
      }
    }
    return table;
  }

  private Options options(Work work, String contender) {
    var options = new OptionsBuilder()
        .include(Measured.class.getName() + ".run")
        .param("work", work.name())
        .param("contender", contender)
        .forks(1)
        .warmupIterations(quick ? 4 : 10)
        .warmupTime(TimeValue.milliseconds(quick ? 250 : 400))
        .measurementIterations(quick ? 5 : 10)
        .measurementTime(TimeValue.milliseconds(quick ? 150 : 300))
        .verbosity(VerboseMode.SILENT)
        .jvmArgsAppend(jvmArguments());
    return allocation ? options.addProfiler("gc").build() : options.build();
  }

  private static String[] jvmArguments() {
    List<String> arguments = new ArrayList<>(List.of("-Xms1g", "-Xmx1g"));
    if (VirtualThreads.exist()) {
      arguments.add("-Djdk.virtualThreadScheduler.parallelism=1");
    }
    if (Runtime.version().feature() >= 23) {
      // The JDK warns of what JMH does, in the midst of the tables.
      arguments.add("--sun-misc-unsafe-memory-access=allow");
    }
    return arguments.toArray(String[]::new);
  }
}
