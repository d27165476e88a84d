package dev.coriolis.benchmarks;

import dev.coriolis.benchmarks.Candidate.Target;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * The table of all measurements.
 *
 * <p>A ratio is the median of the ratios within each round, where both compilations ran one after the
 * other: what disturbs a whole round is not in it.
 */
final class Report {
  private final PrintWriter out;
  private final Map<Candidate, List<CpuTime>> times = new LinkedHashMap<>();

  Report(PrintWriter out) {
    this.out = out;
  }

  void add(Candidate candidate, CpuTime time) {
    times.computeIfAbsent(candidate, unused -> new ArrayList<>()).add(time);
  }

  void print() {
    line("program", "compiled with", "CPU s", "quartiles", "wall s", "CPU ratio");
    times.forEach((candidate, measured) -> {
      Sample cpu = sample(measured, CpuTime::cpuSeconds);
      line(
          candidate.program(),
          candidate.way(),
          number(cpu.median()),
          number(cpu.lowerQuartile()) + ".." + number(cpu.upperQuartile()),
          number(sample(measured, CpuTime::wallSeconds).median()),
          candidate.target().map(target -> verdict(candidate, target)).orElse(""));
    });
  }

  private String verdict(Candidate candidate, Target target) {
    Sample ratios =
        new Sample(ratios(times.getOrDefault(candidate, List.of()), against(candidate, target)));
    return String.format(
        Locale.ROOT,
        "%.3f [%.3f..%.3f] of '%s', target %.2f: %s",
        ratios.median(),
        ratios.lowerQuartile(),
        ratios.upperQuartile(),
        target.way(),
        target.ratio(),
        ratios.median() <= target.ratio() ? "met" : "MISSED");
  }

  private List<CpuTime> against(Candidate candidate, Target target) {
    return times.entrySet().stream()
        .filter(entry -> entry.getKey().program().equals(candidate.program()))
        .filter(entry -> entry.getKey().way().equals(target.way()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("nothing was measured of " + target));
  }

  private static double[] ratios(List<CpuTime> measured, List<CpuTime> others) {
    double[] ratios = new double[measured.size()];
    for (int round = 0; round < ratios.length; round++) {
      ratios[round] = measured.get(round).cpuSeconds() / others.get(round).cpuSeconds();
    }
    return ratios;
  }

  private static Sample sample(List<CpuTime> measured, ToDoubleFunction<CpuTime> value) {
    return new Sample(measured.stream().mapToDouble(value).toArray());
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  private void line(Object... cells) {
    out.println(
        String.format(Locale.ROOT, "%-11s %-17s %6s %-13s %6s  %s", cells).stripTrailing());
  }
}
