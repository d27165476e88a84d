package dev.coriolis.processor.weave;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.StringJoiner;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Compares woven code with the text in {@code src/test/resources/snapshot}. Run with {@code
 * -Dsnapshots=update} it writes that text anew; {@code docs/weaving.md} explains it.
 */
class SnapshotTest {

  @Test
  void lengthOfTwoTexts() throws IOException {
    byte[] classFile = Bytecode.compile("""
        import static dev.coriolis.Coroutines.await;
        import static java.util.concurrent.CompletableFuture.completedFuture;
        import dev.coriolis.Coroutine;
        import java.util.concurrent.CompletionStage;

        class Sample {
          @Coroutine
          static CompletionStage<Integer> lengths(CompletionStage<String> a, CompletionStage<String> b) {
            int length = await(a).length();
            return completedFuture(length + await(b).length());
          }
        }
        """);
    WovenClass woven = ClassWeaver.weave(classFile).orElseThrow();

    String text = text(classFile, "javac")
        + text(woven.bytes(), "woven")
        + text(woven.frames().get("Sample$$lengths"), "frame");

    assertMatches("lengths.txt", text);
  }

  private static String text(byte[] classFile, String title) {
    ClassNode node = Bytecode.read(classFile);
    StringJoiner text = new StringJoiner("\n", "== " + title + "\n", "\n");
    node.fields.forEach(field -> text.add(field.name + " " + field.desc));
    for (MethodNode method : node.methods) {
      if (!node.superName.equals("java/lang/Object") || !method.name.equals("<init>")) {
        text.add(method.name + method.desc);
        Bytecode.text(method).forEach(line -> text.add("  " + line));
      }
    }
    return text.toString();
  }

  private static void assertMatches(String name, String text) throws IOException {
    Path file = Path.of("src/test/resources/snapshot", name);
    if ("update".equals(System.getProperty("snapshots"))) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    }
    assertThat(text).isEqualTo(Files.readString(file));
  }
}
