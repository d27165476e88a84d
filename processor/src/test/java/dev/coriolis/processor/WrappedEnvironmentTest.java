package dev.coriolis.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.util.JavacTask;
import dev.coriolis.processor.javac.CompilationHook;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.logging.Handler;
import java.util.logging.Logger;
import java.util.stream.Stream;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Filer;
import javax.annotation.processing.Messager;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Builds that hand processors an environment which is not javac's own. */
class WrappedEnvironmentTest {
  @TempDir
  Path folder;

  private Project project;

  static Stream<UnaryOperator<ProcessingEnvironment>> wrappers() {
    return Stream.of(WrappedEnvironmentTest::asIntelliJ, Delegating::new);
  }

  @BeforeEach
  void createProject() throws IOException {
    project = new Project(folder).with("shop/Shop.java", Sources.SHOP);
  }

  @ParameterizedTest
  @MethodSource("wrappers")
  void weavesThroughTheTaskOfThePlugin(UnaryOperator<ProcessingEnvironment> wrapper)
      throws IOException {
    var result = project.compile(
        project.strict(),
        task -> CompilationHook.ofPlugin((JavacTask) task, new MarkingWeaver()),
        new Wrapping(wrapper));

    assertThat(result.messages()).isEmpty();
    assertThat(MarkingWeaver.isMarked(Files.readAllBytes(project.classFile("shop/Shop"))))
        .isTrue();
    assertThat(project.output()).contains("shop/Shop$$frame.class");
  }

  @Test
  void weavesOnceWhereBothHaveTheTask() throws IOException {
    var result = project.compile(
        project.strict(),
        task -> CompilationHook.ofPlugin((JavacTask) task, new MarkingWeaver()),
        new CoroutineProcessor());

    assertThat(result.messages()).isEmpty();
    assertThat(MarkingWeaver.isMarked(Files.readAllBytes(project.classFile("shop/Shop"))))
        .isTrue();
  }

  @Test
  void takesNoNoticeOfOtherCompilations() throws IOException {
    CompilationHook.ofPlugin(anotherTask(), bytes -> {
      throw new IllegalStateException("must not be asked");
    });

    var result = project.weave(new MarkingWeaver(), project.strict());

    assertThat(result.messages()).isEmpty();
    assertThat(MarkingWeaver.isMarked(Files.readAllBytes(project.classFile("shop/Shop"))))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "class Foo {}",
        "class Foo { int i = \"\"; }",
        "class Foo {",
        "import no.such.Type;"
      })
  void leavesNobodyWaiting(String source) throws IOException {
    Logger meetingPlace = Logger.getLogger("dev.coriolis.processor.introductions");
    Handler[] before = meetingPlace.getHandlers();

    project.with("Foo.java", source).weave(new MarkingWeaver(), List.of());

    assertThat(meetingPlace.getHandlers()).containsExactly(before);
  }

  private static JavacTask anotherTask() {
    return (JavacTask) ToolProvider.getSystemJavaCompiler()
        .getTask(null, null, null, null, List.of("java.lang.Object"), null);
  }

  static ProcessingEnvironment asIntelliJ(ProcessingEnvironment environment) {
    return (ProcessingEnvironment) Proxy.newProxyInstance(
        WrappedEnvironmentTest.class.getClassLoader(),
        new Class<?>[] {ProcessingEnvironment.class},
        (proxy, method, arguments) -> method.invoke(environment, arguments));
  }

  /** The processor in a build that wraps its environment. */
  private static final class Wrapping extends AbstractProcessor {
    private final Processor processor = new CoroutineProcessor();
    private final UnaryOperator<ProcessingEnvironment> wrapper;

    Wrapping(UnaryOperator<ProcessingEnvironment> wrapper) {
      this.wrapper = wrapper;
    }

    @Override
    public synchronized void init(ProcessingEnvironment environment) {
      processor.init(wrapper.apply(environment));
    }

    @Override
    public Set<String> getSupportedAnnotationTypes() {
      return processor.getSupportedAnnotationTypes();
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
      return processor.getSupportedSourceVersion();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
      return processor.process(annotations, round);
    }
  }

  /** Gradle's way: a class with the real one in a field. */
  private record Delegating(ProcessingEnvironment delegate) implements ProcessingEnvironment {
    @Override
    public Map<String, String> getOptions() {
      return delegate.getOptions();
    }

    @Override
    public Messager getMessager() {
      return delegate.getMessager();
    }

    @Override
    public Filer getFiler() {
      return delegate.getFiler();
    }

    @Override
    public Elements getElementUtils() {
      return delegate.getElementUtils();
    }

    @Override
    public Types getTypeUtils() {
      return delegate.getTypeUtils();
    }

    @Override
    public SourceVersion getSourceVersion() {
      return delegate.getSourceVersion();
    }

    @Override
    public Locale getLocale() {
      return delegate.getLocale();
    }
  }
}
