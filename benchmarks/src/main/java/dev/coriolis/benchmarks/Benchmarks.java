package dev.coriolis.benchmarks;

import dev.coriolis.benchmarks.coroutines.CoroutineTimes;
import dev.coriolis.benchmarks.coroutines.FrameCosts;
import dev.coriolis.benchmarks.http.HttpTimes;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line of all benchmarks. */
@Command(
    name = "coriolis-benchmarks",
    mixinStandardHelpOptions = true,
    version = "Coriolis benchmarks 0.1.0-SNAPSHOT",
    description = "Measures Coriolis beside others. See docs/benchmarks.md.",
    subcommands = {CompileTimes.class, CoroutineTimes.class, FrameCosts.class, HttpTimes.class},
    synopsisSubcommandLabel = "COMMAND")
public final class Benchmarks {
  /** Creates the command. */
  private Benchmarks() {}

  /** Runs a benchmark. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Benchmarks()).execute(arguments));
  }
}
