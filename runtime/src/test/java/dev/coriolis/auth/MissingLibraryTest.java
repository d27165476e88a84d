package dev.coriolis.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coriolis.loop.EventLoop;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What users see who have not added the library of the protocol. */
@Timeout(120)
class MissingLibraryTest {

  /** Does, in a JVM without the library, what a user would do first. */
  static final class Program {
    private Program() {}

    public static void main(String[] arguments) {
      EventLoop.run(() -> OpenIdLogin.discover("https://example.org", "client", "secret"));
    }
  }

  @Test
  void messageNamesTheArtifactToAdd(@TempDir Path directory) throws Exception {
    String classPath = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !entry.contains("nimbus") && !entry.contains("oauth2-oidc-sdk"))
        .collect(Collectors.joining(File.pathSeparator));
    Path output = directory.resolve("output");
    Process process = new ProcessBuilder(List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            classPath,
            Program.class.getName()))
        .redirectErrorStream(true)
        .redirectOutput(output.toFile())
        .start();

    assertThat(process.waitFor(100, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(1);
    assertThat(java.nio.file.Files.readString(output))
        .contains("IllegalStateException: the OpenID login needs com.nimbusds:oauth2-oidc-sdk")
        .contains("<artifactId>oauth2-oidc-sdk</artifactId>")
        .contains("<version>" + version() + "</version>");
  }

  /** Returns the version that these tests run with. */
  private static String version() {
    return System.getProperty("java.class.path")
        .replaceAll(".*oauth2-oidc-sdk-([\\d.]+)\\.jar.*", "$1");
  }
}
