package dev.coriolis.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Compiles the corpus in each order that javac has.
 *
 * <p>By default it takes class by class through all its phases; Error Prone has it take file by file,
 * or all files through one phase before the next.
 */
class CompilePolicyTest {
  @TempDir
  Path directory;

  @ParameterizedTest
  @ValueSource(ints = {17, 21, 25})
  void weavesAlikeUnderEachPolicy(int release) throws Exception {
    assumeTrue(release <= Runtime.version().feature(), "needs JDK " + release);

    Map<String, UUID> woven = compile(release, "by-todo");

    assertThat(woven.keySet()).anyMatch(name -> name.contains("$$"));
    assertThat(compile(release, "byfile")).isEqualTo(woven);
    assertThat(compile(release, "simple")).isEqualTo(woven);
  }

  /** Returns a fingerprint of each class file, by its name. */
  private Map<String, UUID> compile(int release, String policy) throws IOException {
    Path place = directory.resolve(policy);
    Map<String, UUID> found = new TreeMap<>();
    Corpus.woven(place, release, "-XDcompilePolicy=" + policy).close();
    try (Stream<Path> files = Files.walk(place)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        found.put(
            place.relativize(file).toString(), UUID.nameUUIDFromBytes(Files.readAllBytes(file)));
      }
    }
    return found;
  }
}
