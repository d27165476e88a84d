package dev.coriolis.benchmarks.http;

import dev.coriolis.benchmarks.Sample;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The CPU time per request of all servers at one work, in microseconds. */
final class HttpTable {
  private static final String COMPARED = "coriolis";

  private final HttpWork work;
  private final Map<String, List<Double>> times = new LinkedHashMap<>();

  HttpTable(HttpWork work) {
    this.work = work;
  }

  void add(String peer, double micros) {
    times.computeIfAbsent(peer, unused -> new ArrayList<>()).add(micros);
  }

  void print(PrintWriter out) {
    out.println();
    out.println(work.name().toLowerCase(Locale.ROOT) + ", CPU microseconds per request");
    times.forEach((peer, micros) -> {
      Sample sample = sample(micros);
      out.println(String.format(
              Locale.ROOT,
              "  %-12s %7.2f [%.2f..%.2f]  best %.2f  %s",
              peer,
              sample.median(),
              sample.lowerQuartile(),
              sample.upperQuartile(),
              sample.least(),
              peer.equals(COMPARED) ? verdicts() : "")
          .stripTrailing());
    });
  }

  private static Sample sample(List<Double> values) {
    return new Sample(values.stream().mapToDouble(Double::doubleValue).toArray());
  }

  /** Ratios within the rounds, of which the median counts. */
  private String verdicts() {
    StringBuilder text = new StringBuilder();
    new TreeMap<>(work.targets()).forEach((peer, target) -> {
      List<Double> others = times.getOrDefault(peer, List.of());
      List<Double> own = times.getOrDefault(COMPARED, List.of());
      if (others.isEmpty()) {
        return;
      }
      List<Double> ratios = new ArrayList<>();
      for (int round = 0; round < own.size(); round++) {
        ratios.add(own.get(round) / others.get(round));
      }
      double ratio = sample(ratios).median();
      text.append(String.format(
          Locale.ROOT,
          "%.2f x %s, target %.2f: %s; ",
          ratio,
          peer,
          target,
          ratio <= target ? "met" : "MISSED"));
    });
    return text.toString();
  }
}
