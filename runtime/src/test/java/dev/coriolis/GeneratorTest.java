package dev.coriolis;

import static dev.coriolis.Generator.emit;
import static dev.coriolis.Generator.end;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class GeneratorTest {
  private final List<Object> log = new ArrayList<>();

  /** Python's {@code for i in range(n): x = yield i; print(x)}. */
  @Coroutine
  private Generator<Integer, String> count(int n) {
    log.add("begins");
    try {
      for (int i = 0; i < n; i++) {
        String x = emit(i);
        log.add(x);
      }
      return end("counted " + n);
    } finally {
      log.add("finally");
    }
  }

  @Test
  void beginsWhenItIsAskedFirst() {
    Generator<Integer, String> generator = count(2);

    assertThat(log).isEmpty();
    assertThat(generator.next()).isZero();
    assertThat(log).containsExactly("begins");
  }

  @Test
  void emitReturnsWhatWasSentAndNullAfterNext() {
    Generator<Integer, String> generator = count(4);

    generator.next();
    assertThat(generator.send("a")).isEqualTo(1);
    assertThat(generator.next()).isEqualTo(2);
    assertThat(generator.send(null)).isEqualTo(3);

    assertThat(log).containsExactly("begins", "a", null, null);
  }

  @Test
  void endsWhereItsBodyReturns() {
    Generator<Integer, String> generator = count(1);
    generator.next();

    assertThatThrownBy(() -> generator.send("last")).isInstanceOf(NoSuchElementException.class);

    assertThat(log).containsExactly("begins", "last", "finally");
    assertThat(generator.result()).isEqualTo("counted 1");
    assertThat(generator.hasNext()).isFalse();
    assertThatThrownBy(generator::next).isInstanceOf(NoSuchElementException.class);
    assertThatThrownBy(() -> generator.send("x")).isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void isIteratedOverOnce() {
    Generator<Integer, String> generator = count(3);
    List<Integer> elements = new ArrayList<>();

    for (int element : generator) {
      elements.add(element);
    }
    generator.forEach(elements::add);

    assertThat(elements).containsExactly(0, 1, 2);
  }

  @Test
  void hasNextRunsToTheNextElementAndNoFurther() {
    Generator<Integer, String> generator = count(2);

    assertThat(generator.hasNext()).isTrue();
    assertThat(generator.hasNext()).isTrue();
    assertThat(log).containsExactly("begins");
    assertThat(generator.next()).isZero();
    assertThat(generator.next()).isEqualTo(1);
    assertThat(generator.hasNext()).isFalse();
  }

  @Test
  void nothingCanBeSentBeforeTheFirstElement() {
    Generator<Integer, String> generator = count(1);

    assertThatThrownBy(() -> generator.send("early"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("has not begun")
        .hasMessageContaining("GeneratorTest.count(GeneratorTest.java:");
    assertThat(generator.send(null)).isZero();
  }

  @Test
  void nothingCanBeSentToAnEmitThatHasNextHasResumed() {
    Generator<Integer, String> generator = count(2);
    generator.next();
    generator.hasNext();

    assertThatThrownBy(() -> generator.send("late"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("hasNext() has resumed the emit");
    assertThat(generator.next()).isEqualTo(1);
    assertThatThrownBy(() -> generator.send("in time")).isInstanceOf(NoSuchElementException.class);
    assertThat(log).contains("in time");
  }

  /** Lets the compiler believe that it may be thrown here. */
  private static void mayThrow() throws IOException {}

  @Coroutine
  private Generator<String, Void> caught() {
    for (int i = 0; ; i++) {
      try {
        mayThrow();
        emit("element " + i);
      } catch (IOException | RuntimeException e) {
        log.add(e.getMessage());
        if (i == 2) {
          return end();
        }
      }
    }
  }

  @Test
  void raiseThrowsOutOfTheEmitAndReturnsTheNextElement() {
    Generator<String, Void> generator = caught();
    generator.next();

    assertThat(generator.raise(new IOException("checked"))).isEqualTo("element 1");
    assertThat(generator.raise(new IllegalStateException("unchecked"))).isEqualTo("element 2");
    assertThatThrownBy(() -> generator.raise(new RuntimeException("last")))
        .isInstanceOf(NoSuchElementException.class);

    assertThat(log).containsExactly("checked", "unchecked", "last");
  }

  @Test
  void whatIsNotCaughtComesOutAsItIsAndEndsTheGenerator() {
    Generator<Integer, String> generator = count(3);
    generator.next();
    IOException failure = new IOException("raised");

    assertThatThrownBy(() -> generator.raise(failure)).isSameAs(failure);

    assertThat(log).containsExactly("begins", "finally");
    assertThat(generator.hasNext()).isFalse();
    assertThat(generator.result()).isNull();
    assertThatThrownBy(generator::next).isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void raiseBeforeTheFirstElementAndBehindTheLastThrowsAtOnce() {
    Generator<Integer, String> generator = count(1);
    RuntimeException failure = new RuntimeException("raised");

    assertThatThrownBy(() -> generator.raise(failure)).isSameAs(failure);
    assertThatThrownBy(() -> generator.raise(failure)).isSameAs(failure);

    assertThat(generator.hasNext()).isFalse();
    assertThat(log).isEmpty();
  }

  @Test
  void raiseDropsTheElementThatHasNextHasLookedAt() {
    Generator<String, Void> generator = caught();
    generator.next();
    generator.hasNext();

    assertThat(generator.raise(new RuntimeException("at 1"))).isEqualTo("element 2");
  }

  @Test
  void closeRunsFinallyBlocksAndEndsTheGenerator() {
    Generator<Integer, String> generator = count(3);
    generator.next();

    generator.close();
    generator.close();

    assertThat(log).containsExactly("begins", "finally");
    assertThat(generator.hasNext()).isFalse();
    assertThat(generator.result()).isNull();
  }

  @Test
  void closeBeforeTheFirstElementKeepsItFromBeginning() {
    Generator<Integer, String> generator = count(3);

    generator.close();

    assertThat(generator.hasNext()).isFalse();
    assertThat(log).isEmpty();
  }

  @Test
  void closeIsNotCaughtWithExceptions() {
    Generator<String, Void> generator = caught();
    generator.next();

    generator.close();

    assertThat(log).isEmpty();
    assertThat(generator.hasNext()).isFalse();
  }

  @Coroutine
  private static Generator<Integer, Void> ignoresClose() {
    for (int i = 0; i < 2; i++) {
      try {
        emit(i);
      } catch (GeneratorExit e) {
        emit(100);
      }
    }
    return end("ended in spite of close");
  }

  @Test
  void closeFailsIfTheBodyEmitsInstead() {
    Generator<Integer, Void> generator = ignoresClose();
    generator.next();

    assertThatThrownBy(generator::close)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("ignored close");
    assertThat(generator.next()).isEqualTo(1);
  }

  @Coroutine
  private static Generator<Integer, Void> returnsOnClose(Throwable failure) throws Throwable {
    try {
      emit(1);
      return end();
    } catch (GeneratorExit e) {
      if (failure != null) {
        throw failure;
      }
      return end("closed");
    }
  }

  @Test
  void closeAcceptsABodyThatReturnsAndThrowsWhatTheBodyThrows() throws Throwable {
    Generator<Integer, Void> returning = returnsOnClose(null);
    IOException failure = new IOException("while closing");
    Generator<Integer, Void> failing = returnsOnClose(failure);
    returning.next();
    failing.next();

    returning.close();
    assertThat(returning.result()).isEqualTo("closed");
    assertThatThrownBy(failing::close).isSameAs(failure);
    assertThat(failing.hasNext()).isFalse();
  }

  @Coroutine
  private static Generator<Integer, Void> selfish(List<Generator<Integer, Void>> self) {
    emit(1);
    emit(self.get(0).next());
    return end();
  }

  @Test
  void cannotBeAskedWhileItRuns() {
    List<Generator<Integer, Void>> self = new ArrayList<>();
    Generator<Integer, Void> generator = selfish(self);
    self.add(generator);
    generator.next();

    assertThatThrownBy(generator::next)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("is running already");
    assertThat(generator.hasNext()).isFalse();
  }

  @Coroutine
  private static Generator<Object, Void> closesItself(List<Generator<Object, Void>> self) {
    for (Runnable action : List.<Runnable>of(
        () -> self.get(0).close(),
        () -> self.get(0).hasNext(),
        () -> self.get(0).send(null),
        () -> self.get(0).raise(new RuntimeException()))) {
      try {
        action.run();
      } catch (IllegalStateException e) {
        emit(e.getMessage());
      }
    }
    return end();
  }

  @Test
  void canNeitherBeClosedNorInterruptedWhileItRuns() {
    List<Generator<Object, Void>> self = new ArrayList<>();
    self.add(closesItself(self));

    assertThat(self.get(0).stream().toList())
        .hasSize(4)
        .allSatisfy(
            message -> assertThat(message).asString().startsWith("the generator is running"));
  }

  @Test
  void nullIsAnElementLikeAnyOther() {
    Supplier<Generator<String, Void>> generator = () -> {
      emit(null);
      emit("a");
      emit(null);
      return end();
    };

    assertThat(generator.get().stream().toList()).containsExactly(null, "a", null);
    assertThat(generator.get().next()).isNull();
  }

  @Test
  void closingTheStreamClosesTheGenerator() {
    try (var stream = count(5).stream()) {
      assertThat(stream.limit(2)).containsExactly(0, 1);
    }

    assertThat(log).endsWith("finally");
  }

  @Test
  void theEndIsAGeneratorWithoutElements() {
    Generator<String, String> empty = end("result");

    assertThat(empty.hasNext()).isFalse();
    assertThat(empty.stream()).isEmpty();
    assertThat(empty.result()).isEqualTo("result");
    assertThatThrownBy(empty::next).isInstanceOf(NoSuchElementException.class);
    assertThatThrownBy(() -> empty.send("x")).isInstanceOf(NoSuchElementException.class);
    assertThatThrownBy(() -> empty.raise(new IOException())).isInstanceOf(IOException.class);
    empty.close();
  }

  @Test
  void hasNoResultBeforeItsEnd() {
    Generator<Integer, String> generator = count(1);

    assertThatThrownBy(generator::result)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("has not ended");
  }

  @Test
  void saysWhereItIs() {
    Generator<Integer, String> generator = count(1);
    generator.next();

    assertThat(generator.toString())
        .matches("generator dev\\.coriolis\\.GeneratorTest\\.count\\(GeneratorTest\\.java:\\d+\\)");
  }
}
