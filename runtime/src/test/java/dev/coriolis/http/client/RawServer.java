package dev.coriolis.http.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server that plays a script on each connection: the first on the first one, and so on; the last one
 * on all others. So it can do what no good server does.
 */
final class RawServer implements AutoCloseable {
  private final ServerSocket listener =
      new ServerSocket(0, 100, InetAddress.getByName("127.0.0.1"));
  private final List<Script> scripts;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final List<Thread> threads = new CopyOnWriteArrayList<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final CountDownLatch over = new CountDownLatch(1);
  private final AtomicInteger accepted = new AtomicInteger();

  /** What happens on one connection, which is closed after it. */
  interface Script {
    void play(RawConnection connection) throws IOException, InterruptedException;
  }

  RawServer(Script... scripts) throws IOException {
    this.scripts = List.of(scripts);
    start(this::accept);
  }

  /** Returns a script that answers every request of a connection with the same bytes. */
  static Script always(String response) {
    return connection -> {
      while (!connection.readRequest().isEmpty()) {
        connection.send(response);
      }
    };
  }

  /** Returns a script that reads one request, answers it, and closes. */
  static Script once(String response) {
    return connection -> {
      connection.readRequest();
      connection.send(response);
    };
  }

  String url(String path) {
    return "http://127.0.0.1:" + port() + path;
  }

  int port() {
    return listener.getLocalPort();
  }

  /** Returns how many connections were accepted. */
  int accepted() {
    return accepted.get();
  }

  /** Returns the requests that were read, with their bodies. */
  List<String> requests() {
    return requests;
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listener.accept();
        int number = Math.min(accepted.getAndIncrement(), scripts.size() - 1);
        sockets.add(socket);
        start(() -> play(socket, scripts.get(number)));
      }
    } catch (IOException expected) {
      // closed
    }
  }

  private void play(Socket socket, Script script) {
    try (socket) {
      script.play(new RawConnection(socket, requests, over));
    } catch (IOException | InterruptedException expected) {
      // The client has gone, or the test is over.
    }
  }

  private void start(Runnable body) {
    Thread thread = new Thread(body, "raw-server");
    threads.add(thread);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    over.countDown();
    listener.close();
    for (Socket socket : sockets) {
      socket.close();
    }
    for (Thread thread : threads) {
      thread.interrupt();
      try {
        thread.join(5000);
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
    }
  }
}
