package dev.coriolis.authtests;

import dev.coriolis.json.Json;
import dev.coriolis.testprograms.Programs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** A window of Chromium that nobody sees, with a profile of its own. */
final class Chromium implements AutoCloseable {
  private final NodePrograms.Running driver;

  Chromium(NodePrograms programs, Path profile) throws Exception {
    driver = programs.start(
        "browser.mjs",
        Map.of(
            "CHROMIUM", Programs.find("chromium").orElseThrow().toString(),
            "PROFILE", profile.toString()));
    driver.await("ready"::equals);
  }

  /**
   * A page as it is shown.
   *
   * @param answer what the driver has said of it
   */
  record Page(JsonNode answer) {
    String url() {
      return answer.path("url").asString();
    }

    String text() {
      return answer.path("text").asString();
    }

    /** Returns a cookie that the page's site gets, with its attributes. */
    Optional<JsonNode> cookie(String name) {
      return answer
          .path("cookies")
          .valueStream()
          .filter(cookie -> cookie.path("name").asString().equals(name))
          .findFirst();
    }
  }

  Page open(Object url) throws Exception {
    return tell("goto", url.toString());
  }

  Page fill(String field, String text) throws Exception {
    return tell("fill", field, "text", text);
  }

  Page click(String selector) throws Exception {
    return tell("click", selector);
  }

  private Page tell(Object... command) throws Exception {
    driver.send(Json.object(command).toString());
    JsonNode answer = Json.parse(driver.await(line -> line.startsWith("{")));
    if (answer.has("error")) {
      throw new AssertionError(answer.path("error").asString() + " at " + answer.path("url"));
    }
    return new Page(answer);
  }

  @Override
  public void close() throws IOException {
    driver.close();
  }
}
