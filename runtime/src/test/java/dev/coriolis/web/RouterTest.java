package dev.coriolis.web;

import static dev.coriolis.Coroutines.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.coriolis.http.server.Exchange;
import dev.coriolis.http.server.Handler;
import dev.coriolis.http.server.TestServer;
import dev.coriolis.json.Json;
import java.net.http.HttpResponse;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RouterTest {
  private TestServer server;

  @BeforeAll
  void startServer() {
    Router router = new Router()
        .get("/", named("root"))
        .get("/users", named("users"))
        .post("/users", named("new user"))
        .get("/users/{id}", named("user"))
        .put("/users/{id}", named("put user"))
        .get("/users/me", named("me"))
        .get("/users/{id}/posts", named("posts"))
        .get("/users/me/{thing}", named("my thing"))
        .get("/files/{path...}", named("file"))
        .get("/files/index", named("index"))
        .delete("/{any}/{thing}", named("delete"))
        .patch("/a b", named("space"));
    server = TestServer.start(router);
  }

  @AfterAll
  void stopServer() {
    server.close();
  }

  /** Answers the name of the route and its variables. */
  private static Handler named(String name) {
    return exchange -> exchange.respondText(200, name + variables(exchange));
  }

  private static String variables(Exchange exchange) {
    return new TreeMap<>(exchange.pathVariables()).toString();
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(delimiter = '|', textBlock = """
      # method | path              | answer
      GET      | /                 | root{}
      GET      | /?a=b             | root{}
      GET      | /users            | users{}
      POST     | /users            | new user{}
      GET      | /users/7          | user{id=7}
      GET      | /users/me         | me{}
      PUT      | /users/me         | put user{id=me}
      GET      | /users/a%2Fb      | user{id=a/b}
      GET      | /users/J.%20D     | user{id=J. D}
      GET      | /users/%7Bid%7D   | user{id={id}}
      GET      | /users/7/posts    | posts{id=7}
      GET      | /users/me/posts   | my thing{thing=posts}
      GET      | /files/a          | file{path=a}
      GET      | /files/a/b%20c/   | file{path=a/b c/}
      GET      | /files/index      | index{}
      DELETE   | /users/7          | delete{any=users, thing=7}
      DELETE   | /files/a          | delete{any=files, thing=a}
      PATCH    | /a%20b            | space{}
      """)
  void findsRoute(String method, String path, String answer) throws Exception {
    HttpResponse<String> response = server.send(method, path, "");

    assertThat(response.body()).isEqualTo(answer);
    assertThat(response.statusCode()).isEqualTo(200);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(textBlock = """
      # path
      /Users
      /users/
      /nothing
      /users/7/posts/
      /users/7/other
      /files
      /files/x/a%2Fb
      /files/x/..%2F..%2Fsecret
      /files/x/..%5Csecret
      """)
  void answers404WhereThereIsNoRoute(String path) throws Exception {
    HttpResponse<String> response = server.get(path);

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(Json.parse(response.body()))
        .isEqualTo(Json.object(
            "status", 404, "error", "Not Found", "message", "there is nothing at " + path));
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(delimiter = '|', textBlock = """
      # method | path       | allowed
      PUT      | /users     | GET, HEAD, OPTIONS, POST
      PATCH    | /users/7   | DELETE, GET, HEAD, OPTIONS, PUT
      POST     | /users/me  | DELETE, GET, HEAD, OPTIONS, PUT
      GET      | /x/y       | DELETE, OPTIONS
      HEAD     | /x/y       | DELETE, OPTIONS
      FOO      | /          | GET, HEAD, OPTIONS
      """)
  void answers405WithAllowedMethods(String method, String path, String allowed) throws Exception {
    HttpResponse<String> response = server.send(method, path, "");

    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(response.headers().firstValue("Allow")).contains(allowed);
  }

  @Test
  void answersOptions() throws Exception {
    HttpResponse<String> response = server.send("OPTIONS", "/users", "");

    assertThat(response.statusCode()).isEqualTo(204);
    assertThat(response.headers().firstValue("Allow")).contains("GET, HEAD, OPTIONS, POST");
  }

  @Test
  void answersHeadByGet() throws Exception {
    HttpResponse<String> response = server.send("HEAD", "/users", "");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Length")).contains("7");
    assertThat(response.body()).isEmpty();
  }

  @Test
  void headGoesWhereGetGoes() throws Exception {
    Router router = new Router()
        .get("/a/literal", exchange -> exchange.respond(201))
        .route("/a/{variable}", () -> new RequestHandler() {});
    try (TestServer other = TestServer.start(router)) {
      assertThat(other.send("HEAD", "/a/literal", "").statusCode()).isEqualTo(201);
      assertThat(other.send("POST", "/a/literal", "").statusCode()).isEqualTo(405);
    }
  }

  @Test
  void refusesSecondHandlerForOnePath() {
    Router router = new Router()
        .get("/users/{id}", exchange -> done())
        .route("/all", () -> new RequestHandler() {});

    assertThatIllegalArgumentException()
        .isThrownBy(() -> router.get("/users/{name}", exchange -> done()))
        .withMessage("the path /users/{name} has a handler already for [GET]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> router.route("/users/{id}", () -> new RequestHandler() {}))
        .withMessage("the path /users/{id} has a handler already");
    assertThatIllegalArgumentException().isThrownBy(() -> router.post("/all", exchange -> done()));
  }
}
