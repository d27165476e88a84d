package dev.coriolis.http.client;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Looks up the addresses of hosts, with the resolver of the JDK.
 *
 * <p>That one blocks, so it runs on threads of its own: at most four, daemons, which end after ten
 * seconds without work.
 */
final class Resolver implements Names, AutoCloseable {
  private static final int MAX_THREADS = 4;
  private static final int KEEP_ALIVE_SECONDS = 10;

  private final ThreadPoolExecutor threads;

  Resolver(String loopName) {
    threads = new ThreadPoolExecutor(
        MAX_THREADS,
        MAX_THREADS,
        KEEP_ALIVE_SECONDS,
        TimeUnit.SECONDS,
        new LinkedBlockingQueue<>(),
        body -> newThread(body, loopName + "-resolver"));
    threads.allowCoreThreadTimeOut(true);
  }

  /** Not one of Netty's threads: BlockHound holds those that nothing on them blocks. */
  private static Thread newThread(Runnable body, String name) {
    Thread thread = new Thread(body, name);
    thread.setDaemon(true);
    return thread;
  }

  /** Returns what runs the lookups, for other work that blocks. */
  Executor threads() {
    return threads;
  }

  /** Returns the addresses in the order of the JDK; done at once if {@code host} is an address. */
  @Override
  public CompletableFuture<List<InetAddress>> resolve(String host) {
    byte[] address = NetUtil.createByteArrayFromIpAddressString(host);
    try {
      if (address != null) {
        return CompletableFuture.completedFuture(List.of(InetAddress.getByAddress(host, address)));
      }
      return CompletableFuture.supplyAsync(() -> lookUp(host), threads);
    } catch (UnknownHostException | RejectedExecutionException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private static List<InetAddress> lookUp(String host) {
    try {
      return List.of(InetAddress.getAllByName(host));
    } catch (UnknownHostException e) {
      throw new CompletionException(e);
    }
  }

  /** Ends the threads; one that looks a name up ends after that. */
  @Override
  public void close() {
    threads.shutdownNow();
  }
}
