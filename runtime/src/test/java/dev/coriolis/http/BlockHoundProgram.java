package dev.coriolis.http;

import static dev.coriolis.Coroutines.all;
import static dev.coriolis.Coroutines.await;
import static dev.coriolis.Coroutines.delay;
import static dev.coriolis.Coroutines.done;
import static dev.coriolis.Coroutines.launch;
import static dev.coriolis.Coroutines.offload;
import static dev.coriolis.Coroutines.yieldNow;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static java.util.concurrent.CompletableFuture.failedFuture;

import dev.coriolis.Coroutine;
import dev.coriolis.http.client.HttpClient;
import dev.coriolis.http.server.HttpServer;
import dev.coriolis.json.Json;
import dev.coriolis.loop.EventLoop;
import dev.coriolis.sync.Channel;
import dev.coriolis.sync.ChannelIterator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import reactor.blockhound.BlockHound;
import reactor.blockhound.BlockingOperationError;

/** Uses loops, client and server under BlockHound; {@link BlockHoundTest} reads what it writes. */
public final class BlockHoundProgram {
  private BlockHoundProgram() {}

  /** Says what BlockHound has found in our own code, and in code that blocks. */
  public static void main(String[] arguments) {
    List<Throwable> found = new CopyOnWriteArrayList<>();
    AtomicBoolean throwing = new AtomicBoolean();
    BlockHound.builder()
        .loadIntegrations()
        .blockingMethodCallback(method -> {
          BlockingOperationError error = new BlockingOperationError(method);
          if (throwing.get()) {
            throw error;
          }
          found.add(error);
        })
        .install();

    try (EventLoop other = EventLoop.create("other")) {
      EventLoop.run(() -> useEverything(other));
    }
    List.copyOf(found).forEach(Throwable::printStackTrace);
    System.out.println("found in our own code: " + found.size());

    throwing.set(true);
    System.out.println("sleep: " + EventLoop.run(() -> blocks(BlockHoundProgram::sleep)));
    System.out.println("join: " + EventLoop.run(() -> blocks(BlockHoundProgram::join)));
    System.out.println("offloaded sleep: " + EventLoop.run(BlockHoundProgram::sleepsElsewhere));
  }

  @Coroutine
  private static CompletionStage<Void> useEverything(EventLoop other) {
    EventLoop loop = EventLoop.current();
    HttpServer server = await(HttpServer.builder(loop, exchange -> {
          String body = await(offload(() -> "offloaded"));
          await(delay(Duration.ofMillis(1)));
          return exchange.respondJson(200, Json.object("body", body));
        })
        .port(0)
        .start());
    try (HttpClient client = HttpClient.create(loop)) {
      for (int i = 0; i < 20; i++) {
        List<CompletionStage<String>> bodies = new ArrayList<>();
        for (int j = 0; j < 10; j++) {
          bodies.add(launch(() -> body(client, server)));
        }
        require(await(all(bodies)).stream().allMatch(body -> body.contains("offloaded")));
        await(yieldNow());
      }
    } finally {
      await(server.stop());
    }
    delay(Duration.ofHours(1)).cancel(true);
    await(meetOnAChannel(other));
    return done();
  }

  /** Lets two loops get into each other's way. */
  @Coroutine
  private static CompletionStage<Void> meetOnAChannel(EventLoop other) {
    Channel<Integer> channel = Channel.buffered(16);
    CompletionStage<Void> sent = other.launch(() -> send(channel));
    ChannelIterator<Integer> elements = channel.iterator();
    int received = 0;
    while (await(elements.hasNext())) {
      received += elements.next();
    }
    require(received == 100_000);
    await(sent);
    return done();
  }

  @Coroutine
  private static CompletionStage<Void> send(Channel<Integer> channel) {
    for (int i = 0; i < 100_000; i++) {
      await(channel.send(1));
    }
    channel.close();
    return done();
  }

  @Coroutine
  private static CompletionStage<String> body(HttpClient client, HttpServer server) {
    // A name, and not an address: it has to be looked up, which blocks.
    String url = "http://localhost:" + server.port() + "/";
    return completedFuture(await(client.fetch(url)).text());
  }

  private static void require(boolean condition) {
    if (!condition) {
      throw new AssertionError("what was asked has another answer");
    }
  }

  @Coroutine
  private static CompletionStage<String> blocks(Callable<?> blocking) {
    await(yieldNow());
    try {
      blocking.call();
      return completedFuture("not found");
    } catch (BlockingOperationError e) {
      return completedFuture("found");
    } catch (Exception e) {
      return failedFuture(e);
    }
  }

  private static Void sleep() throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(1);
    return null;
  }

  private static Void join() {
    return new CompletableFuture<Void>()
        .completeOnTimeout(null, 5, TimeUnit.SECONDS)
        .join();
  }

  @Coroutine
  private static CompletionStage<String> sleepsElsewhere() {
    await(offload(BlockHoundProgram::sleep));
    return completedFuture("allowed");
  }
}
