package dev.coriolis.testlogs;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** Keeps what one logger is told, and keeps it from the console; until it is closed. */
public final class RecordedLog implements AutoCloseable {
  private final Logger logger;
  private final boolean additive;
  private final List<ILoggingEvent> events = new CopyOnWriteArrayList<>();
  private final Recorder recorder = new Recorder();

  /** Puts events into the list; they are safe to read from any thread. */
  private final class Recorder extends AppenderBase<ILoggingEvent> {
    @Override
    protected void append(ILoggingEvent event) {
      event.prepareForDeferredProcessing();
      events.add(event);
    }
  }

  private RecordedLog(Logger logger) {
    this.logger = logger;
    this.additive = logger.isAdditive();
    recorder.setContext(logger.getLoggerContext());
    recorder.start();
    logger.setAdditive(false);
    logger.addAppender(recorder);
  }

  /** Starts to record the logger of a class. */
  public static RecordedLog of(Class<?> type) {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    return new RecordedLog(context.getLogger(type));
  }

  /** Returns the messages of a level, in their order. */
  public List<String> messages(Level level) {
    return events.stream()
        .filter(event -> event.getLevel() == level)
        .map(ILoggingEvent::getFormattedMessage)
        .toList();
  }

  /** Returns the exceptions that were logged, in their order. */
  public List<Throwable> failures() {
    return events.stream()
        .filter(event -> event.getThrowableProxy() != null)
        .map(event -> ((ThrowableProxy) event.getThrowableProxy()).getThrowable())
        .toList();
  }

  @Override
  public void close() {
    logger.detachAppender(recorder);
    logger.setAdditive(additive);
    recorder.stop();
  }
}
