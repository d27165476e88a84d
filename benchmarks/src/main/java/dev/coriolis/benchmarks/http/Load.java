package dev.coriolis.benchmarks.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Requests from another process, {@code wrk}, over 64 connections. */
final class Load {
  private static final Pattern REQUESTS = Pattern.compile("(\\d+) requests in");
  private static final Pattern ERRORS = Pattern.compile("Non-2xx[^\\d]*(\\d+)|Socket errors.*");

  private final Path pipeline;

  /** Writes its script into a folder. */
  Load(Path folder) throws IOException {
    pipeline = folder.resolve("pipeline.lua");
    Files.writeString(pipeline, """
        init = function(args)
          local requests = {}
          for i = 1, 8 do requests[i] = wrk.format() end
          all = table.concat(requests)
        end
        request = function() return all end
        """);
  }

  /**
   * Sends requests for so many seconds.
   *
   * @return how many were answered
   * @throws IOException if an answer is not 2xx, or a connection breaks
   */
  long send(URI uri, int seconds, boolean pipelined) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of("wrk", "-t1", "-c64", "-d" + seconds + "s", uri.toString()));
    if (pipelined) {
      command.addAll(List.of("-s", pipeline.toString()));
    }
    Process wrk = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    Matcher requests = REQUESTS.matcher(output);
    if (wrk.waitFor() != 0 || ERRORS.matcher(output).find() || !requests.find()) {
      throw new IOException("the load on " + uri + " failed:\n" + output);
    }
    return Long.parseLong(requests.group(1));
  }

  /** Returns what one request gives: before anything is measured, all peers must give the same. */
  static String get(URI uri) throws IOException, InterruptedException {
    HttpResponse<String> response = HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IOException(uri + " must answer 200, was " + response.statusCode());
    }
    return response.body();
  }
}
