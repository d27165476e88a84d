package dev.coriolis.web;

import static dev.coriolis.Coroutines.await;
import static dev.coriolis.Coroutines.delay;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.coriolis.http.server.Handler;
import dev.coriolis.http.server.HttpError;
import dev.coriolis.http.server.TestServer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class FilterTest {

  /** Adds its name to a header, and lets the request through. */
  private static Filter named(String name) {
    return (exchange, next) -> {
      exchange.addResponseHeader("X-Passed", name);
      await(delay(Duration.ofMillis(1)));
      return next.handle(exchange);
    };
  }

  private static Handler answer(String text) {
    return exchange -> exchange.respondText(200, text);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
      # path             | passed, the last one first | status
      /open              | all                        | 200
      /nothing           | all                        | 404
      /account           | account all                | 404
      /account/          | account all                | 404
      /account/7         | account all                | 200
      /account/a%2Fb     | account all                | 200
      /accounts          | all                        | 404
      /users/7/posts     | posts all                  | 200
      /users/a%2fb/posts | posts all                  | 200
      /users//posts      | posts all                  | 404
      /users/7           | all                        | 404
      /users/7/posts/1   | all                        | 404
      """)
  void meetsFiltersOfItsPath(String path, String passed, int status) throws Exception {
    Router router = new Router()
        .filter(named("all"))
        .get("/open", answer("open"))
        .get("/account/{id}", answer("account"))
        .get("/users/{id}/posts", answer("posts"))
        .filter("/account/{rest...}", named("account"))
        .filter("/users/{id}/posts", named("posts"));
    try (TestServer server = TestServer.start(router)) {
      var response = server.get(path);

      assertThat(response.statusCode()).isEqualTo(status);
      assertThat(String.join(" ", response.headers().allValues("X-Passed"))).isEqualTo(passed);
    }
  }

  @Test
  void answersItself() throws Exception {
    Router router = new Router()
        .filter("/refused", (exchange, next) -> {
          throw new HttpError(403, "no");
        })
        .filter("/answered", (exchange, next) -> exchange.respondText(203, "filter"))
        .get("/refused", answer("handler"))
        .get("/answered", answer("handler"));
    try (TestServer server = TestServer.start(router)) {
      assertThat(server.get("/refused").statusCode()).isEqualTo(403);
      assertThat(server.get("/answered").body()).isEqualTo("filter");
    }
  }

  @Test
  void standsBeforeOneHandler() throws Exception {
    Router router = new Router()
        .get("/a", named("outer").around(named("inner").around(answer("a"))))
        .get("/b", answer("b"));
    try (TestServer server = TestServer.start(router)) {
      assertThat(server.get("/a").headers().allValues("X-Passed"))
          .containsExactly("inner", "outer");
      assertThat(server.get("/b").headers().allValues("X-Passed")).isEmpty();
    }
  }

  @Test
  void refusesWhatIsNoPath() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Router().filter("account", named("a")))
        .withMessageContaining("must start with a slash");
  }
}
