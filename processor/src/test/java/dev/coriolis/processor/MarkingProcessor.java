package dev.coriolis.processor;

import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;

/** The processor with {@link MarkingWeaver} in it, for a javac that is started as a command. */
public final class MarkingProcessor extends AbstractProcessor {
  private final CoroutineProcessor processor = new CoroutineProcessor(new MarkingWeaver());

  @Override
  public synchronized void init(ProcessingEnvironment environment) {
    boolean wrap = environment.getOptions().containsKey("wrap");
    processor.init(wrap ? WrappedEnvironmentTest.asIntelliJ(environment) : environment);
  }

  @Override
  public Set<String> getSupportedOptions() {
    return Set.of("wrap");
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
