package dev.coriolis.processor.javac;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/**
 * Introduces the processor of a compilation to the plugin of the same compilation.
 *
 * <p>The plugin has the {@code JavacTask}, also where a build wraps the environment of processors;
 * only the processor has a {@code Filer}. Both are in one jar, but not always of one class loader:
 * Gradle loads processors itself, and javac the plugin. A static field of ours would be two then. What
 * both see, and what can carry an object, is a named logger of the JDK: the plugin is one of its
 * handlers, and the processor shows its environment to each of them. Nothing is logged.
 *
 * <p>A plugin knows its own compilation by its {@code Elements}: there is one such object in a
 * compilation, and the wrappers hand it out as it is.
 *
 * <p><b>Threads:</b> any; compilations that run at the same time do not meet.
 */
final class Introduction extends Handler {
  private static final String MEETING_PLACE = "dev.coriolis.processor.introductions";

  private final Elements compilation;
  private final Consumer<ProcessingEnvironment> plugin;

  /** Loggers are weakly held by the JDK: this one lives as long as a plugin waits at it. */
  private final Logger meetingPlace = Logger.getLogger(MEETING_PLACE);

  private Introduction(Elements compilation, Consumer<ProcessingEnvironment> plugin) {
    this.compilation = compilation;
    this.plugin = plugin;
  }

  /**
   * Lets a plugin wait for the processor of its compilation, until it {@linkplain #close leaves}.
   *
   * @return nothing if another plugin of ours waits for the same: the jar may be found twice
   */
  static Optional<Introduction> await(
      Elements compilation, Consumer<ProcessingEnvironment> plugin) {
    if (ask(compilation)) {
      return Optional.empty();
    }
    Introduction introduction = new Introduction(compilation, plugin);
    introduction.meetingPlace.addHandler(introduction);
    return Optional.of(introduction);
  }

  /** Shows the environment of a processor to the plugins, and returns whether one has taken it. */
  static boolean announce(ProcessingEnvironment environment) {
    return ask(environment);
  }

  /** Returns whether a plugin that waits says yes to an environment, or to the elements of one. */
  private static boolean ask(Object subject) {
    AtomicBoolean answer = new AtomicBoolean();
    LogRecord question = new LogRecord(Level.OFF, MEETING_PLACE);
    question.setParameters(new Object[] {subject, answer});
    // Not logger.log(): a configuration of logging must not keep the two apart.
    for (Handler handler : Logger.getLogger(MEETING_PLACE).getHandlers()) {
      handler.publish(question);
    }
    return answer.get();
  }

  @Override
  public void publish(@Nullable LogRecord question) {
    Object @Nullable [] parameters = question == null ? null : question.getParameters();
    if (parameters != null
        && parameters.length == 2
        && parameters[1] instanceof AtomicBoolean answer
        && concerns(parameters[0])
        && answer.compareAndSet(false, true)
        && parameters[0] instanceof ProcessingEnvironment environment) {
      plugin.accept(environment);
    }
  }

  private boolean concerns(@Nullable Object subject) {
    return subject == compilation
        || (subject instanceof ProcessingEnvironment environment
            && environment.getElementUtils() == compilation);
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    meetingPlace.removeHandler(this);
  }
}
