package dev.coriolis.example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coriolis.testprograms.RequiresProgram;
import java.nio.file.Path;
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
        assertThat(second.output())
            .isEqualToIgnoringNewLines(
                "cannot listen on 127.0.0.1:" + port + ": Address already in use");
      }
    }
  }

  @Test
  void refusesWhatItCannotDoWithUsage(@TempDir Path directory) throws Exception {
    for (List<String> arguments : List.of(List.of("--port", "70000"), List.of("--nope"))) {
      try (PackagedApp app = PackagedApp.start(directory, arguments.toArray(String[]::new))) {
        assertThat(app.exitCode()).isEqualTo(2);
        assertThat(app.output()).contains("Usage: coriolis-example-app");
      }
    }
  }
}
