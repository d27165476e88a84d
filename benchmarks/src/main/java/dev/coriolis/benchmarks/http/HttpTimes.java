package dev.coriolis.benchmarks.http;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * What a request costs Coriolis' server, beside Netty alone, Vert.x, Helidon, Javalin and the JDK's.
 *
 * <p>The figure is the CPU time of the server's process per request: on a machine that does other things
 * too, it is steadier than the number of requests per second. All servers run at the same time, and are
 * loaded one after the other, again and again.
 */
@Command(
    name = "http",
    mixinStandardHelpOptions = true,
    description = "Measures servers, in CPU time per request. Linux only; needs wrk.")
public final class HttpTimes implements Callable<Integer> {
  @Option(
      names = "--rounds",
      defaultValue = "5",
      description = "how often each is loaded (default: ${DEFAULT-VALUE})")
  private int rounds;

  @Option(names = "--quick", description = "one short round: three minutes at most")
  private boolean quick;

  @Option(
      names = "--work",
      split = ",",
      description = "only these: ${COMPLETION-CANDIDATES} (default: all)")
  private List<HttpWork> works = List.of(HttpWork.values());

  @Spec
  private @Nullable CommandSpec spec;

  /** Creates the command; picocli sets its options. */
  public HttpTimes() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    CommandLine line = Objects.requireNonNull(spec, "spec").commandLine();
    if (rounds < 1) {
      throw new CommandLine.ParameterException(line, "--rounds must be positive, was " + rounds);
    }
    PrintWriter out = line.getOut();
    out.println("JDK " + Runtime.version() + "; 64 connections");
    Path folder = Files.createTempDirectory("coriolis-http");
    try (PeerProcess backend = Peers.start("netty", URI.create("http://127.0.0.1:9/"))) {
      List<PeerProcess> peers = new ArrayList<>();
      try {
        for (String name : Peers.names()) {
          peers.add(Peers.start(name, backend.uri("/json")));
        }
        requireEqualAnswers(peers);
        measure(peers, new Load(folder), out);
      } finally {
        peers.forEach(PeerProcess::close);
      }
    } finally {
      Files.deleteIfExists(folder.resolve("pipeline.lua"));
      Files.delete(folder);
    }
    return 0;
  }

  private void requireEqualAnswers(List<PeerProcess> peers)
      throws IOException, InterruptedException {
    for (HttpWork work : works) {
      String expected = Load.get(peers.get(0).uri(work.path()));
      for (PeerProcess peer : peers) {
        String answer = Load.get(peer.uri(work.path()));
        if (!answer.equals(expected)) {
          throw new IOException(
              peer.name() + " must answer " + expected + " at " + work.path() + ", was " + answer);
        }
      }
    }
  }

  private void measure(List<PeerProcess> peers, Load load, PrintWriter out)
      throws IOException, InterruptedException {
    for (HttpWork work : works) {
      HttpTable table = new HttpTable(work);
      for (PeerProcess peer : peers) {
        load.send(peer.uri(work.path()), quick ? 2 : 8, work.pipelined());
      }
      for (int round = 0; round < (quick ? 1 : rounds); round++) {
        for (PeerProcess peer : peers) {
          long before = peer.cpuMicros();
          long requests = load.send(peer.uri(work.path()), quick ? 2 : 5, work.pipelined());
          table.add(peer.name(), (double) (peer.cpuMicros() - before) / requests);
        }
      }
      table.print(out);
      out.flush();
    }
    out.println();
    out.println("  server       first response s  resident MiB after all that");
    for (PeerProcess peer : peers) {
      out.println(String.format(
          Locale.ROOT,
          "  %-12s %16.2f  %12d",
          peer.name(),
          peer.startSeconds(),
          peer.residentMebibytes()));
    }
  }
}
