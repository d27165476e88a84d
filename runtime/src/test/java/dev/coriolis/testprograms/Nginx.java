package dev.coriolis.testprograms;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * An nginx process on free ports of 127.0.0.1, with all its files in one directory. For tests with
 * {@code @RequiresProgram("nginx")}.
 */
public final class Nginx implements AutoCloseable {
  private static final int ATTEMPTS = 5;

  private final Process process;
  private final Thread reader;
  private final List<String> log = new CopyOnWriteArrayList<>();
  private final CompletableFuture<Boolean> started = new CompletableFuture<>();
  private final List<Integer> ports;

  private Nginx(Path directory, List<Integer> ports) throws IOException {
    this.ports = ports;
    process = new ProcessBuilder(
            Programs.find("nginx").orElseThrow().toString(),
            "-p",
            directory.toString(),
            "-c",
            "nginx.conf",
            "-e",
            "stderr")
        .redirectErrorStream(true)
        .start();
    reader = new Thread(this::readLog, "nginx-log");
    reader.start();
  }

  /**
   * Starts nginx.
   *
   * @param directory where its files are, and where it writes its own
   * @param portCount how many free ports the configuration needs
   * @param http what the {@code http} block of the configuration has, made of those ports
   */
  public static Nginx start(Path directory, int portCount, Function<List<Integer>, String> http)
      throws Exception {
    for (int attempt = 1; ; attempt++) {
      List<Integer> ports = freePorts(portCount);
      Files.writeString(directory.resolve("nginx.conf"), configuration(http.apply(ports)));
      Nginx nginx = new Nginx(directory, ports);
      if (nginx.hasStarted()) {
        return nginx;
      }
      nginx.close();
      // Somebody else may have taken a port in between.
      if (attempt == ATTEMPTS) {
        throw new IOException("nginx did not start:\n" + String.join("\n", nginx.log));
      }
    }
  }

  /** One process in the foreground, with the rights of the test, that writes nowhere else. */
  private static String configuration(String http) {
    return """
        daemon off;
        master_process off;
        pid nginx.pid;
        error_log stderr notice;
        events { worker_connections 256; }
        http {
          access_log off;
          client_body_temp_path body;
          proxy_temp_path proxy;
          fastcgi_temp_path fastcgi;
          uwsgi_temp_path uwsgi;
          scgi_temp_path scgi;
        """ + http + "\n}\n";
  }

  private static List<Integer> freePorts(int count) throws IOException {
    List<ServerSocket> sockets = new ArrayList<>();
    List<Integer> ports = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
        sockets.add(socket);
        ports.add(socket.getLocalPort());
      }
    } finally {
      for (ServerSocket socket : sockets) {
        socket.close();
      }
    }
    return ports;
  }

  private void readLog() {
    try (BufferedReader lines = process.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        log.add(line);
        // It says so after it has bound its ports.
        if (line.contains("getrlimit")) {
          started.complete(true);
        }
      }
      started.complete(false);
    } catch (IOException e) {
      started.completeExceptionally(new UncheckedIOException(e));
    }
  }

  private boolean hasStarted() throws InterruptedException, ExecutionException {
    try {
      return started.get(10, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      return false;
    }
  }

  /** Returns one of the ports, counted from 0. */
  public int port(int index) {
    return ports.get(index);
  }

  /** Returns what nginx has logged. */
  public List<String> log() {
    return log;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor(5, TimeUnit.SECONDS);
      }
      reader.join(5000);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
