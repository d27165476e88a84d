package dev.coriolis.example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coriolis.testprograms.RequiresProgram;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@RequiresProgram("curl")
class ExampleAppIT {

  @Test
  void answersItsRoutesLogsItsJobAndEndsOnSignal(@TempDir Path directory) throws Exception {
    try (PackagedApp app = PackagedApp.start(directory, "--port", "0")) {
      String url = app.url();

      assertThat(app.curl(url + "/users")).startsWith("[{\"login\":\"ada\",\"id\":1,");
      assertThat(app.curl(url + "/users", "-H", "Accept: text/html"))
          .startsWith("[\n    {\n        \"login\": \"ada\",\n        \"id\": 1,");
      assertThat(app.curl(url + "/slow?pretty")).isEqualTo("{\n    \"waited\": \"2 s\"\n}");
      app.awaitOutput("job UsersCache.refresh ended after");
      assertThat(app.curl(url + "/cached")).isEqualTo(app.curl(url + "/users"));

      assertThat(app.terminate()).isEqualTo(143);
      assertThat(app.output())
          .contains("job UsersCache.refresh starts")
          .doesNotContain("Exception");
    }
  }

  @Test
  void otherRequestsGoOnWhileSlowOneWaits(@TempDir Path directory) throws Exception {
    try (PackagedApp app = PackagedApp.start(directory, "--port", "0")) {
      Process slow = app.startCurl(app.url() + "/slow");

      assertThat(app.curl(app.url() + "/users")).contains("ada");

      assertThat(slow.isAlive()).isTrue();
      assertThat(app.terminate()).as("exit code, with a request in flight").isEqualTo(143);
      assertThat(new String(slow.getInputStream().readAllBytes())).contains("2 s");
    }
  }

  @Test
  void saysInOneLineThatThePortIsInUse(@TempDir Path directory) throws Exception {
    try (PackagedApp first = PackagedApp.start(directory, "--port", "0")) {
      String port = first.url().substring(first.url().lastIndexOf(':') + 1);

      try (PackagedApp second = PackagedApp.start(directory, "--port", port)) {
        assertThat(second.exitCode()).isEqualTo(1);
        // On a busy machine, the watch over the event loop may have something to say before.
        assertThat(second.output().lines())
            .last()
            .isEqualTo("cannot listen on 127.0.0.1:" + port + ": Address already in use");
      }
    }
  }

  @Test
  void refusesWhatItCannotDoWithUsage(@TempDir Path directory) throws Exception {
    for (List<String> arguments : List.of(
        List.of("--port", "70000"),
        List.of("--nope"),
        List.of("--issuer", "https://example.org"),
        List.of("--client-secret", "secret"),
        List.of("--issuer", "http://example.org", "--client-id", "me"))) {
      try (PackagedApp app = PackagedApp.start(directory, arguments.toArray(String[]::new))) {
        assertThat(app.exitCode()).isEqualTo(2);
        assertThat(app.output()).contains("Usage: coriolis-example-app");
      }
    }
  }

  /** Curl with what makes it a browser: cookies, redirects, and that it wants to read pages. */
  private static String browse(PackagedApp app, Path directory, String url, String... options)
      throws Exception {
    String cookies = directory.resolve("cookies").toString();
    List<String> all =
        new ArrayList<>(List.of("-L", "-b", cookies, "-c", cookies, "-H", "Accept: text/html"));
    all.addAll(List.of("-w", "\n%{url_effective}"));
    all.addAll(List.of(options));
    return app.curl(url, all.toArray(String[]::new));
  }

  private static String lastLine(String text) {
    return text.substring(text.lastIndexOf('\n') + 1);
  }

  @Test
  void logsUsersInAndOutAtItsStandInProvider(@TempDir Path directory) throws Exception {
    try (PackagedApp app = PackagedApp.start(directory, "--port", "0")) {
      String me = app.url() + "/me";
      assertThat(app.curl(me)).contains("this needs a login, at /login");

      String form = browse(app, directory, me);
      assertThat(form).contains("Who are you?");
      String authorize = lastLine(form);
      String again = browse(app, directory, authorize, "--data", "user=nobody");
      assertThat(again).contains("There is nobody of that name.");
      String page = browse(app, directory, authorize, "--data", "user=ada");
      assertThat(lastLine(page)).isEqualTo(me);
      assertThat(page).contains("\"name\": \"Ada\"", "\"email\": \"ada@example.org\"");
      assertThat(browse(app, directory, me)).contains("\"sub\": \"ada\"");

      String users = browse(app, directory, app.url() + "/logout", "--data", "");
      assertThat(lastLine(users)).isEqualTo(app.url() + "/users");
      assertThat(browse(app, directory, me)).contains("Who are you?");
      assertThat(app.output()).doesNotContain("login refused", "login failed");
    }
  }

  @Test
  void saysWhatIsWrongWithAProvider(@TempDir Path directory) throws Exception {
    List<String> given = List.of("--issuer", "http://127.0.0.1:1", "--client-id", "me");
    try (PackagedApp app = PackagedApp.start(directory, given.toArray(String[]::new))) {
      assertThat(app.exitCode()).isEqualTo(1);
      assertThat(app.output())
          .contains("the metadata of the OpenID provider: connecting to 127.0.0.1:1 failed");
    }
  }
}
