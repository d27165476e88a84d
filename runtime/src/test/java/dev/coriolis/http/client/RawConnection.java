package dev.coriolis.http.client;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** The server's end of a connection, byte by byte. */
final class RawConnection {
  private static final Pattern LENGTH =
      Pattern.compile("content-length: *(\\d+)", Pattern.CASE_INSENSITIVE);

  private final Socket socket;
  private final List<String> requests;
  private final CountDownLatch testIsOver;

  RawConnection(Socket socket, List<String> requests, CountDownLatch testIsOver)
      throws IOException {
    this.socket = socket;
    this.requests = requests;
    this.testIsOver = testIsOver;
    socket.setSoTimeout(20_000);
  }

  /** Returns the next request with its body, or an empty text if the client has closed. */
  String readRequest() throws IOException {
    String request = readHead();
    Matcher length = LENGTH.matcher(request);
    if (length.find()) {
      byte[] body = socket.getInputStream().readNBytes(Integer.parseInt(length.group(1)));
      request += new String(body, StandardCharsets.UTF_8);
    }
    if (!request.isEmpty()) {
      requests.add(request);
    }
    return request;
  }

  /** Returns the head of the next request, or an empty text if the client has closed. */
  String readHead() throws IOException {
    StringBuilder text = new StringBuilder();
    while (text.indexOf("\r\n\r\n") < 0) {
      int next = socket.getInputStream().read();
      if (next < 0) {
        return "";
      }
      text.append((char) next);
    }
    return text.toString();
  }

  /** Returns the connection with TLS on it. The client hears of its end only if it is closed itself. */
  RawConnection secured(SSLContext context) throws IOException {
    SSLSocket secure =
        (SSLSocket) context.getSocketFactory().createSocket(socket, null, socket.getPort(), false);
    secure.setUseClientMode(false);
    return new RawConnection(secure, requests, testIsOver);
  }

  void close() throws IOException {
    socket.close();
  }

  void send(String text) throws IOException {
    send(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  void send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
  }

  /** Returns once the client has closed its end. */
  void awaitClose() throws IOException {
    while (socket.getInputStream().read() >= 0) {
      // whatever it still sends
    }
  }

  /** Does nothing for a while, or until the test is over. */
  void pause(Duration duration) throws InterruptedException {
    testIsOver.await(duration.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Closes with a reset instead of an orderly end. */
  void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }
}
