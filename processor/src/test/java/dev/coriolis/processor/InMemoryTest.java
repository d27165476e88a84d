package dev.coriolis.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.util.JavacTask;
import dev.coriolis.processor.javac.CompilationHook;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** Class files that are never on a disk. */
class InMemoryTest {

  @Test
  void replacesClassFilesOfMemory() {
    var diagnostics = new DiagnosticCollector<JavaFileObject>();
    var compiler = ToolProvider.getSystemJavaCompiler();
    var files = new MemoryFiles(compiler.getStandardFileManager(diagnostics, null, null));
    var task = (JavacTask) compiler.getTask(
        null,
        files,
        diagnostics,
        List.of("-Xlint:all", "-Werror"),
        null,
        List.of(new SourceText(URI.create("mem:///Shop.java"), Sources.SHOP)));
    task.setProcessors(List.of(new CoroutineProcessor()));
    CompilationHook.ofPlugin(task, new MarkingWeaver());

    boolean succeeded = task.call();

    assertThat(diagnostics.getDiagnostics()).isEmpty();
    assertThat(succeeded).isTrue();
    assertThat(MarkingWeaver.isMarked(files.bytes("shop/Shop"))).isTrue();
    assertThat(MarkingWeaver.isMarked(files.bytes("shop/Shop$Plain$1Local"))).isTrue();
    assertThat(MarkingWeaver.isMarked(files.bytes("shop/Shop$Plain"))).isFalse();
    assertThat(files.bytes("shop/Shop$$frame")).isNotEmpty();
  }

  /** Keeps what is written, and reads it back. */
  private static final class MemoryFiles
      extends ForwardingJavaFileManager<StandardJavaFileManager> {
    private final Map<URI, Binary> written = new HashMap<>();

    MemoryFiles(StandardJavaFileManager files) {
      super(files);
    }

    byte[] bytes(String name) {
      return written.get(uri(name + ".class")).content.toByteArray();
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
      return file(name.replace('.', '/') + kind.extension);
    }

    @Override
    public FileObject getFileForOutput(
        Location location, String pkg, String name, FileObject sibling) {
      return file(pkg.replace('.', '/') + "/" + name);
    }

    @Override
    public boolean isSameFile(FileObject a, FileObject b) {
      return a.toUri().equals(b.toUri());
    }

    private Binary file(String path) {
      return written.computeIfAbsent(uri(path), Binary::new);
    }

    private static URI uri(String path) {
      return URI.create("mem:///" + path);
    }
  }

  /** One class file. */
  private static final class Binary extends SimpleJavaFileObject {
    private final ByteArrayOutputStream content = new ByteArrayOutputStream();

    Binary(URI uri) {
      super(uri, Kind.CLASS);
    }

    @Override
    public InputStream openInputStream() {
      return new ByteArrayInputStream(content.toByteArray());
    }

    @Override
    public ByteArrayOutputStream openOutputStream() {
      content.reset();
      return content;
    }
  }

  /** One source file. */
  private static final class SourceText extends SimpleJavaFileObject {
    private final String text;

    SourceText(URI uri, String text) {
      super(uri, Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) throws IOException {
      return text;
    }
  }
}
