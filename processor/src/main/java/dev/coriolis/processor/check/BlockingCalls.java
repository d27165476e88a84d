package dev.coriolis.processor.check;

import static dev.coriolis.processor.check.BlockingCall.in;

import dev.coriolis.processor.check.BlockingCall.Remedy;
import dev.coriolis.processor.names.RuntimeNames;
import java.util.List;
import java.util.stream.Stream;

/**
 * The table of methods that block.
 *
 * <p>It has no {@code Lock.lock}: a lock that is held for a few instructions is as good in a coroutine
 * as a {@code synchronized} block without an await.
 */
final class BlockingCalls {

  /** Sources that have all they will ever return in memory. */
  static final List<String> IN_MEMORY =
      List.of("java.io.ByteArrayInputStream", "java.io.StringReader", "java.io.CharArrayReader");

  private BlockingCalls() {}

  /** Returns the whole table. */
  static List<BlockingCall> all() {
    return Stream.of(threads(), futures(), signals(), streams(), network(), databases())
        .flatMap(rows -> rows)
        .toList();
  }

  private static Stream<BlockingCall> threads() {
    return Stream.of(
            in("java.lang.Thread", Remedy.DELAY, "sleep"),
            in("java.util.concurrent.TimeUnit", Remedy.DELAY, "sleep"),
            in("java.lang.Thread", Remedy.SYNC, "join"),
            in("java.lang.Object", Remedy.SYNC, "wait"),
            in("java.util.concurrent.locks.LockSupport", Remedy.SYNC, "park", "parkNanos"),
            in("java.util.concurrent.locks.LockSupport", Remedy.SYNC, "parkUntil"),
            in("java.lang.Process", Remedy.ON_EXIT, "waitFor"),
            in(RuntimeNames.EVENT_LOOP, Remedy.CALL, "run"))
        .flatMap(rows -> rows);
  }

  private static Stream<BlockingCall> futures() {
    return Stream.of(
            in("java.util.concurrent.CompletableFuture", Remedy.AWAIT, "get", "join"),
            in("java.util.concurrent.Future", Remedy.ELSEWHERE, "get"),
            in("java.util.concurrent.ForkJoinTask", Remedy.ELSEWHERE, "join", "invoke"),
            in("java.util.concurrent.CompletionService", Remedy.ELSEWHERE, "take"),
            in("java.util.concurrent.CompletionService", Remedy.ELSEWHERE, "poll(TimeUnit)"),
            in("java.util.concurrent.ExecutorService", Remedy.ELSEWHERE, "invokeAll", "invokeAny"),
            in("java.util.concurrent.ExecutorService", Remedy.ELSEWHERE, "awaitTermination"))
        .flatMap(rows -> rows);
  }

  private static Stream<BlockingCall> signals() {
    String concurrent = "java.util.concurrent.";
    String await = "await";
    return Stream.of(
            in(concurrent + "CountDownLatch", Remedy.SYNC, await),
            in(concurrent + "CyclicBarrier", Remedy.SYNC, await),
            in(concurrent + "Phaser", Remedy.SYNC, "awaitAdvance", "arriveAndAwaitAdvance"),
            in(concurrent + "Phaser", Remedy.SYNC, "awaitAdvanceInterruptibly"),
            in(concurrent + "Exchanger", Remedy.SYNC, "exchange"),
            in(concurrent + "Semaphore", Remedy.SYNC, "acquire", "acquireUninterruptibly"),
            in(concurrent + "Semaphore", Remedy.SYNC, "tryAcquire(TimeUnit)"),
            in(concurrent + "locks.Condition", Remedy.SYNC, await, "awaitNanos", "awaitUntil"),
            in(concurrent + "locks.Condition", Remedy.SYNC, "awaitUninterruptibly"),
            in(concurrent + "BlockingQueue", Remedy.SYNC, "put", "take"),
            in(concurrent + "BlockingQueue", Remedy.SYNC, "offer(TimeUnit)", "poll(TimeUnit)"),
            in(concurrent + "BlockingDeque", Remedy.SYNC, "putFirst", "putLast"),
            in(concurrent + "BlockingDeque", Remedy.SYNC, "takeFirst", "takeLast"),
            in(concurrent + "BlockingDeque", Remedy.SYNC, "pollFirst(TimeUnit)"),
            in(concurrent + "BlockingDeque", Remedy.SYNC, "pollLast(TimeUnit)"),
            in(concurrent + "TransferQueue", Remedy.SYNC, "transfer", "tryTransfer(TimeUnit)"))
        .flatMap(rows -> rows);
  }

  private static Stream<BlockingCall> streams() {
    String files = "java.nio.file.Files";
    return Stream.of(
            in("java.io.InputStream", Remedy.ELSEWHERE, "read", "readAllBytes", "readNBytes"),
            in("java.io.InputStream", Remedy.ELSEWHERE, "transferTo"),
            in("java.io.Reader", Remedy.ELSEWHERE, "read", "transferTo"),
            in("java.io.BufferedReader", Remedy.ELSEWHERE, "readLine"),
            in("java.io.Console", Remedy.ELSEWHERE, "readLine", "readPassword"),
            in(files, Remedy.ELSEWHERE, "readAllBytes", "readString", "readAllLines"),
            in(files, Remedy.ELSEWHERE, "write", "writeString", "copy", "mismatch"))
        .flatMap(rows -> rows);
  }

  private static Stream<BlockingCall> network() {
    return Stream.of(
            in("java.net.Socket", Remedy.ELSEWHERE, "connect", "<init>(int)"),
            in("java.net.ServerSocket", Remedy.ELSEWHERE, "accept"),
            in("java.net.DatagramSocket", Remedy.ELSEWHERE, "receive"),
            in("java.net.InetAddress", Remedy.ELSEWHERE, "getByName", "getAllByName"),
            in("java.net.URL", Remedy.ELSEWHERE, "openStream", "getContent"),
            in("java.net.URLConnection", Remedy.ELSEWHERE, "connect", "getInputStream"),
            in("java.net.HttpURLConnection", Remedy.ELSEWHERE, "getResponseCode"),
            in("java.nio.channels.Selector", Remedy.ELSEWHERE, "select"),
            in("java.net.http.HttpClient", Remedy.SEND_ASYNC, "send"))
        .flatMap(rows -> rows);
  }

  private static Stream<BlockingCall> databases() {
    String statement = "java.sql.Statement";
    String prepared = "java.sql.PreparedStatement";
    return Stream.of(
            in("java.sql.DriverManager", Remedy.ELSEWHERE, "getConnection"),
            in("javax.sql.DataSource", Remedy.ELSEWHERE, "getConnection"),
            in("java.sql.Connection", Remedy.ELSEWHERE, "commit", "rollback", "isValid"),
            in(statement, Remedy.ELSEWHERE, "execute", "executeQuery", "executeUpdate"),
            in(statement, Remedy.ELSEWHERE, "executeBatch", "executeLargeBatch"),
            in(statement, Remedy.ELSEWHERE, "executeLargeUpdate"),
            in(prepared, Remedy.ELSEWHERE, "execute", "executeQuery", "executeUpdate"),
            in(prepared, Remedy.ELSEWHERE, "executeLargeUpdate"),
            in("java.sql.ResultSet", Remedy.ELSEWHERE, "next"))
        .flatMap(rows -> rows);
  }
}
