package snippets;

import static dev.coriolis.Coroutines.done;
import static java.util.concurrent.CompletableFuture.completedFuture;

import com.google.common.util.concurrent.ListenableFuture;
import dev.coriolis.Coroutine;
import dev.coriolis.Generator;
import dev.coriolis.http.client.HttpClient;
import dev.coriolis.http.client.HttpResponse;
import dev.coriolis.http.server.Exchange;
import dev.coriolis.loop.EventLoop;
import dev.coriolis.schedule.Jobs;
import dev.coriolis.schedule.Scheduler;
import dev.coriolis.web.Filter;
import dev.coriolis.web.RequestHandler;
import dev.coriolis.web.Router;
import dev.coriolis.web.SecretKeys;
import dev.coriolis.sync.Channel;
import dev.coriolis.sync.Condition;
import dev.coriolis.sync.Event;
import dev.coriolis.sync.Mutex;
import dev.coriolis.sync.Queue;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What the documents speak of without showing it. All static, so that a snippet may have its own. */
public class Fixtures {
  public static HttpClient client;
  public static EventLoop loop;
  public static Router router;
  public static Exchange exchange;
  public static Scheduler scheduler;
  public static Logger LOG;
  public static LongAdder lostFailures;
  public static ExecutorService executor;
  public static io.netty.channel.Channel socket;
  public static Channel<String> channel;
  public static Condition changed;
  public static Event ready;
  public static Mutex mutex;
  public static Queue<Job> queue;
  public static Job job;
  public static Bank bank;
  public static int balance;
  public static int[] cells;
  public static String line;
  public static URI uri;
  public static HttpResponse page;
  public static Object order;
  public static List<Object> orders;
  public static Object message;
  public static Object cache;
  public static Object lock;
  public static String url;
  public static String token;
  public static String sql;
  public static String id;
  public static String secret;
  public static String clientId;
  public static String clientSecret;
  public static String issuer;
  public static Path path;
  public static List<String> urls;
  public static List<Long> ids;
  public static Users users;
  public static Filter onlyStaff;
  public static SecretKeys keys;
  public static Store store;
  public static Pool pool;
  public static Greetings service;
  public static GreeterStub stub;
  public static String request;
  public static List<CompletionStage<User>> stages;
  public static Flow.Publisher<Integer> readings;
  public static Mono<User> mono;
  public static Flux<User> flux;

  public record User(long id, String name) {}

  public record Page(String text) {}

  public record Totals(int sum) {}

  public record Report(Totals totals, List<String> details) {}

  public interface Users {
    CompletionStage<User> find(long id);
  }

  public interface Store {
    CompletionStage<Void> save(Object value);
  }

  public interface Pool {
    CompletionStage<PooledConnection> take();
  }

  public interface PooledConnection extends AutoCloseable {
    CompletionStage<List<User>> query(String sql);

    @Override
    void close();
  }

  public interface GreeterStub {
    ListenableFuture<Reply> sayHello(String request);
  }

  public interface Job extends Runnable {}

  public interface Bank {
    CompletionStage<Integer> withdraw(int from, int amount);

    CompletionStage<Integer> deposit(int amount);
  }

  public record Node(String name) {}

  public interface Tree {
    Node root();

    Tree rest();
  }

  public record Reply(String text) {}

  public static class Greetings {
    public CompletionStage<String> greeting() {
      return completedFuture("hello");
    }

    public CompletionStage<Integer> answer() {
      return completedFuture(42);
    }

    public CompletionStage<String> of(String name) {
      return completedFuture("hello, " + name);
    }
  }

  public static class Account {
    private int balance;

    public static CompletionStage<Account> open() {
      return completedFuture(new Account());
    }

    public CompletionStage<Void> deposit(int amount) {
      balance += amount;
      return done();
    }

    public int balance() {
      return balance;
    }
  }

  public static class CacheJobs implements Jobs {
    public CacheJobs(Object cache) {}

    @Override
    public void addTo(Scheduler scheduler) {
      scheduler.every("cache", Duration.ofSeconds(1), () -> done());
    }
  }

  public static class UsersHandler extends RequestHandler {
    public UsersHandler(HttpClient client) {}
  }

  public static CompletionStage<User> findUser(String id) {
    return users.find(Long.parseLong(id));
  }

  public static CompletionStage<Boolean> exists(User user) {
    return findUser(String.valueOf(user.id())).thenApply(Objects::nonNull);
  }

  public static User parse(HttpResponse response) {
    return new User(response.status(), response.text());
  }

  public static void show(Object value) {}

  public static void log(Object value) {}

  @Coroutine
  public static Generator<Integer, Void> squares() {
    for (int i = 0; ; i++) {
      Generator.emit(i * i);
    }
  }

  public static void print(String text) {}

  public static void publish(int[] values) {}

  public static CompletionStage<Void> step(int[] values) {
    return done();
  }

  public static void refresh(Object scope) {}

  @Coroutine
  public static CompletionStage<Void> refresh() {
    return done();
  }

  public static CompletionStage<Integer> copy(String[] arguments) {
    return completedFuture(arguments.length);
  }

  public static CompletionStage<Void> handle(String order) {
    return done();
  }

  public static CompletionStage<Integer> countAll(List<Path> files) {
    return completedFuture(files.size());
  }

  public static CompletionStage<Void> loadFirstHalf() {
    return done();
  }

  public static CompletionStage<Void> loadSecondHalf() {
    return done();
  }

  public static CompletionStage<Totals> totals() {
    return completedFuture(new Totals(0));
  }

  public static CompletionStage<List<String>> details(Totals totals) {
    return completedFuture(List.of());
  }

  public static CompletionStage<String> userName(long id) {
    return completedFuture("ada");
  }

  public static CompletionStage<List<String>> ordersOf(long id) {
    return completedFuture(List.of());
  }

  public static CompletionStage<Page> crawl(String url) {
    return completedFuture(new Page(url));
  }

  public static CompletionStage<String> asksAgainAfterAnHour() {
    return CompletableFuture.completedFuture("42");
  }
}
