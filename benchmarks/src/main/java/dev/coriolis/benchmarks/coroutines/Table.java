package dev.coriolis.benchmarks.coroutines;

import dev.coriolis.benchmarks.Sample;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/** All times of one work. */
final class Table {
  private static final String BYTES = "gc.alloc.rate.norm";

  private final Work work;
  private final boolean allocation;

  /** For each contender, the times of its rounds. */
  private final Map<String, List<double[]>> times = new LinkedHashMap<>();

  private final Map<String, Double> bytes = new LinkedHashMap<>();

  Table(Work work, boolean allocation) {
    this.work = work;
    this.allocation = allocation;
  }

  /** What a result belongs to. */
  record Row(String contender, int round) {}

  void add(Row row, RunResult result) {
    List<double[]> rounds = times.computeIfAbsent(row.contender(), name -> new ArrayList<>());
    double[] iterations = result.getBenchmarkResults().stream()
        .flatMap(fork -> fork.getIterationResults().stream())
        .mapToDouble(iteration -> iteration.getPrimaryResult().getScore() / work.operations())
        .toArray();
    rounds.add(row.round(), iterations);
    Result<?> allocated = result.getSecondaryResults().get(BYTES);
    if (allocated != null) {
      bytes.put(row.contender(), allocated.getScore() / work.operations());
    }
  }

  void print(PrintWriter out) {
    out.println();
    out.println(work.label());
    line(out, "contender", "median", "quartiles", "best", allocation ? "bytes" : "", "ratio");
    times.forEach((name, rounds) -> {
      Sample all = new Sample(rounds.stream().flatMapToDouble(Arrays::stream).toArray());
      line(
          out,
          name,
          number(all.median()),
          number(all.lowerQuartile()) + ".." + number(all.upperQuartile()),
          number(all.least()),
          allocation ? number(bytes.getOrDefault(name, Double.NaN)) : "",
          ratio(name));
    });
  }

  /** To the limit, in the same round. */
  private String ratio(String name) {
    List<double[]> limit = times.getOrDefault(Contenders.HAND_WRITTEN, List.of());
    List<double[]> own = times.getOrDefault(name, List.of());
    double[] ratios = new double[own.size()];
    for (int round = 0; round < ratios.length; round++) {
      ratios[round] = new Sample(own.get(round)).median() / new Sample(limit.get(round)).median();
    }
    double ratio = new Sample(ratios).median();
    String verdict = "";
    if (name.equals(Contenders.CORIOLIS)) {
      verdict = String.format(
          Locale.ROOT,
          ", target %.2f: %s",
          work.target(),
          ratio <= work.target() ? "met" : "MISSED");
    }
    return String.format(Locale.ROOT, "%.2f%s", ratio, verdict);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, value < 10 ? "%.2f" : "%.1f", value);
  }

  private static void line(PrintWriter out, Object... cells) {
    out.println(
        String.format(Locale.ROOT, "  %-18s %8s %-17s %8s %8s  %s", cells).stripTrailing());
  }
}
