package dev.coriolis.benchmarks.http;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server that runs in a process of its own. */
final class PeerProcess implements AutoCloseable {
  private static final String READY = "listens on ";

  /** proc(5): {@code utime} and {@code stime}, counted from the field behind the name. */
  private static final int USER = 11;

  private static final int SYSTEM = 12;

  /** proc(5): times in the file are in this unit on every Linux. */
  private static final long MICROS_PER_TICK = 10_000;

  private static final int MAX_WAIT_MILLIS = 30_000;

  private final String name;
  private final Process process;
  private final URI uri;
  private final double startSeconds;

  private PeerProcess(String name, Process process, URI uri, double startSeconds) {
    this.name = name;
    this.process = process;
    this.uri = uri;
    this.startSeconds = startSeconds;
  }

  /** Says which port it is, to who started this process. */
  static void announce(int port) {
    new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8)
        .println(READY + port);
  }

  /**
   * Starts a process, and waits until it has answered a request.
   *
   * @throws IOException if it does not
   */
  static PeerProcess start(String name, List<String> command) throws IOException {
    long start = System.nanoTime();
    Process process = new ProcessBuilder(command)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.startsWith(READY)) {
        URI uri = URI.create("http://127.0.0.1:" + line.substring(READY.length()) + "/");
        requireResponse(uri);
        return new PeerProcess(name, process, uri, (System.nanoTime() - start) / 1e9);
      }
    }
    throw new IOException(name + " ended before it listened");
  }

  /** By a plain socket: a client would have to be made first, and be slow itself. */
  private static void requireResponse(URI uri) throws IOException {
    try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
      socket.setSoTimeout(MAX_WAIT_MILLIS);
      String request = "GET /plaintext HTTP/1.1\r\nHost: " + uri.getAuthority() + "\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      String status = new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
          .readLine();
      if (status == null || !status.startsWith("HTTP/1.1 200 ")) {
        throw new IOException("the first response must be a 200, was " + status);
      }
    }
  }

  String name() {
    return name;
  }

  URI uri(String path) {
    return uri.resolve(path);
  }

  /** Returns how long it took from the start of the process to its first response. */
  double startSeconds() {
    return startSeconds;
  }

  /** Returns the CPU time of all its threads until now. */
  long cpuMicros() throws IOException {
    String status = Files.readString(proc("stat"), StandardCharsets.UTF_8);
    String[] fields = status.substring(status.lastIndexOf(')') + 2).split(" ", -1);
    return (Long.parseLong(fields[USER]) + Long.parseLong(fields[SYSTEM])) * MICROS_PER_TICK;
  }

  /** Returns how much memory it has, in MiB. */
  long residentMebibytes() throws IOException {
    return Files.readAllLines(proc("status"), StandardCharsets.UTF_8).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
        .findFirst()
        .orElseThrow(() -> new IOException(name + " has no memory: it has ended"));
  }

  private Path proc(String file) {
    return Path.of("/proc", Long.toString(process.pid()), file);
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
