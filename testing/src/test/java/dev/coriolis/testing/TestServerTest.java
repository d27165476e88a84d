package dev.coriolis.testing;

import static dev.coriolis.Coroutines.await;
import static dev.coriolis.Coroutines.delay;
import static dev.coriolis.Coroutines.done;
import static dev.coriolis.Coroutines.launch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coriolis.http.HttpMethod;
import dev.coriolis.http.client.HttpRequest;
import dev.coriolis.http.client.HttpResponse;
import dev.coriolis.http.server.Handler;
import dev.coriolis.web.Router;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TestServerTest {
  private final Router router = new Router().get("/hello", exchange -> {
    await(delay(Duration.ofMillis(1)));
    return exchange.respondText(200, "hello");
  });

  @CoroutineTest
  void coroutineAsksAHandler() {
    try (TestServer server = TestServer.start(router)) {
      HttpResponse found = await(server.fetch("/hello"));
      HttpResponse missing = await(server.fetch("/other"));

      assertThat(found.text()).isEqualTo("hello");
      assertThat(missing.status()).isEqualTo(404);
    }
  }

  @Test
  void plainTestAsksAHandler() throws Exception {
    try (TestServer server = TestServer.start(router)) {
      HttpRequest post =
          HttpRequest.builder(server.uri("/hello")).method(HttpMethod.POST).build();

      HttpResponse response =
          server.client().fetch(post).toCompletableFuture().get(10, TimeUnit.SECONDS);

      assertThat(response.status()).isEqualTo(405);
    }
  }

  @Test
  void failureThatNobodySeesIsThrownByClose() throws Exception {
    IllegalStateException failure = new IllegalStateException("in the background");
    Handler handler = exchange -> {
      launch(() -> {
        await(done());
        throw failure;
      });
      return exchange.respondText(200, "all is well");
    };
    TestServer server = TestServer.start(handler);

    server.fetch("/").toCompletableFuture().get(10, TimeUnit.SECONDS);

    assertThatThrownBy(server::close).isInstanceOf(AssertionError.class).hasCause(failure);
  }
}
