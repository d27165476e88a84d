package dev.coriolis;

import static dev.coriolis.Generator.emit;
import static dev.coriolis.Generator.emitAll;
import static dev.coriolis.Generator.end;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Generators that emit all of others: Python's {@code yield from}. */
@Timeout(60)
class EmitAllTest {
  private final List<Object> log = new ArrayList<>();

  @Coroutine
  private Generator<String, String> inner(String name, int n) {
    try {
      for (int i = 0; i < n; i++) {
        String sent = emit(name + i);
        log.add(name + " got " + sent);
      }
      return end(name + " is over");
    } catch (IllegalArgumentException e) {
      log.add(name + " caught " + e.getMessage());
      emit(name + " caught");
      return end("after " + e.getMessage());
    } finally {
      log.add(name + " finally");
    }
  }

  @Coroutine
  private Generator<String, String> outer(Iterable<String> elements) {
    emit("first");
    try {
      log.add("result: " + emitAll(elements));
    } catch (IllegalStateException e) {
      log.add("outer caught " + e.getMessage());
    } finally {
      log.add("outer finally");
    }
    log.add("outer got " + emit("last"));
    return end("outer is over");
  }

  @Test
  void elementsOfBothComeInTheirOrder() {
    Generator<String, String> generator = outer(inner("a", 2));

    assertThat(generator.stream()).containsExactly("first", "a0", "a1", "last");
    assertThat(generator.result()).isEqualTo("outer is over");
    assertThat(log).contains("result: a is over");
  }

  @Test
  void whatIsSentGoesToTheInnermost() {
    Generator<String, String> generator = outer(outer(inner("a", 2)));
    List<String> elements = new ArrayList<>(List.of(generator.next()));

    for (int i = 0; i < 5; i++) {
      elements.add(generator.send("s" + i));
    }

    assertThat(elements).containsExactly("first", "first", "a0", "a1", "last", "last");
    assertThat(log)
        .containsExactly(
            "a got s2",
            "a got s3",
            "a finally",
            "result: a is over",
            "outer finally",
            "outer got s4",
            "result: outer is over",
            "outer finally");
  }

  @Test
  void whatIsRaisedGoesToTheInnermost() {
    Generator<String, String> generator = outer(inner("a", 2));
    generator.next();
    generator.next();

    assertThat(generator.raise(new IllegalArgumentException("x"))).isEqualTo("a caught");
    assertThat(generator.next()).isEqualTo("last");
    assertThat(log).containsExactly("a caught x", "a finally", "result: after x", "outer finally");
  }

  @Test
  void whatTheInnermostThrowsComesOutOfEmitAll() {
    Generator<String, String> generator = outer(inner("a", 2));
    generator.next();
    generator.next();

    assertThat(generator.raise(new IllegalStateException("y"))).isEqualTo("last");
    assertThat(log).containsExactly("a finally", "outer caught y", "outer finally");
  }

  @Test
  void closeEndsAllOfThemFromTheInside() {
    Generator<String, String> innermost = inner("a", 2);
    Generator<String, String> generator = outer(outer(innermost));
    generator.next();
    generator.next();
    generator.next();

    generator.close();

    assertThat(log).containsExactly("a finally", "outer finally", "outer finally");
    assertThat(innermost.hasNext()).isFalse();
  }

  @Test
  void ofAnEndHasItsResult() {
    Generator<String, String> generator = outer(end("at once"));

    assertThat(generator.stream()).containsExactly("first", "last");
    assertThat(log).containsExactly("result: at once", "outer finally", "outer got null");
  }

  @Coroutine
  private static Generator<String, String> failing() {
    emit("before");
    throw new IllegalArgumentException("of the innermost");
  }

  @Test
  void failureHasThePlacesOfAllThatEmitIt() {
    Generator<String, String> generator = outer(outer(failing()));

    assertThatThrownBy(() -> generator.forEach(log::add))
        .hasMessage("of the innermost")
        .extracting(failure -> Arrays.stream(failure.getStackTrace())
            .filter(line -> line.getClassName().equals(EmitAllTest.class.getName()))
            .map(StackTraceElement::getMethodName)
            .filter(name -> !name.startsWith("lambda"))
            .limit(4)
            .toList())
        .isEqualTo(List.of("failing", "failureHasThePlacesOfAllThatEmitIt", "outer", "outer"));
  }

  @Coroutine
  private static Generator<String, String> ignoresClose() {
    try {
      emit("once");
    } finally {
      emit("again");
    }
    return end();
  }

  @Test
  void anInnerOneThatIgnoresCloseFailsInTheOuterOne() {
    Generator<String, String> generator = outer(ignoresClose());
    generator.next();
    generator.next();

    assertThatThrownBy(generator::close)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("EmitAllTest.outer");
    assertThat(log)
        .satisfiesExactly(
            caught -> assertThat(caught)
                .asString()
                .contains("outer caught the generator has ignored close()"),
            left -> assertThat(left).isEqualTo("outer finally"));
  }

  @Test
  void oneThatHasBegunGoesOnWhereItIs() {
    Generator<String, String> begun = inner("a", 3);
    begun.next();
    Generator<String, String> ahead = inner("b", 3);
    ahead.next();
    ahead.hasNext();

    assertThat(outer(begun).stream()).containsExactly("first", "a1", "a2", "last");
    assertThat(outer(ahead).stream()).containsExactly("first", "b1", "b2", "last");
  }

  @Test
  void oneThatHasEndedGivesItsResult() {
    Generator<String, String> ended = inner("a", 0);
    assertThat(ended.hasNext()).isFalse();

    assertThat(outer(ended).stream()).containsExactly("first", "last");
    assertThat(log).contains("result: a is over");
  }

  @Test
  void oneThatIsEmittedByAnotherCanBeAskedByNobodyElse() {
    Generator<String, String> shared = inner("a", 2);
    Generator<String, String> first = outer(shared);
    Generator<String, String> second = outer(shared);
    first.next();
    first.next();
    second.next();

    assertThatThrownBy(shared::next)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("another generator emits all of this one");
    assertThatThrownBy(shared::close).isInstanceOf(IllegalStateException.class);
    assertThat(second.next()).isEqualTo("last");
    assertThat(log).anyMatch(line -> line.toString().contains("emitted by another one"));
    assertThat(first.next()).isEqualTo("a1");
  }

  @Coroutine
  private static Generator<String, String> itself(List<Generator<String, String>> self) {
    emitAll(self.get(0));
    return end();
  }

  @Test
  void noneCanEmitAllOfItself() {
    List<Generator<String, String>> self = new ArrayList<>();
    self.add(itself(self));

    assertThatThrownBy(self.get(0)::next)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("running or emitted");
  }

  @Test
  void elementsOfACollectionAreEmittedWithoutAResult() {
    assertThat(outer(List.of("x", "y")).stream()).containsExactly("first", "x", "y", "last");
    assertThat(log).contains("result: null");
    assertThat(outer(List.of()).stream()).containsExactly("first", "last");
  }

  @Test
  void nothingCanBeSentToACollection() {
    Generator<String, String> generator = outer(List.of("x", "y"));
    generator.next();
    generator.next();

    assertThatThrownBy(() -> generator.send("s"))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("only generators receive values");
  }

  @Test
  void whatIsRaisedInACollectionComesOutOfEmitAll() {
    Generator<String, String> generator = outer(List.of("x", "y"));
    generator.next();
    generator.next();

    assertThat(generator.raise(new IllegalStateException("z"))).isEqualTo("last");
  }

  @Test
  void emitAllOfNullFailsAtTheCall() {
    Generator<String, String> generator = outer(null);
    generator.next();

    assertThatThrownBy(generator::next).isInstanceOf(NullPointerException.class);
    assertThat(log).containsExactly("outer finally");
  }

  @Coroutine
  private static Generator<Integer, Void> chain(int depth) {
    if (depth > 0) {
      emitAll(chain(depth - 1));
    }
    emit(depth);
    return end();
  }

  @Test
  void depthCostsNeitherStackNorTimePerElement() {
    int depth = 200_000;
    int expected = 0;

    for (int element : chain(depth)) {
      assertThat(element).isEqualTo(expected++);
    }

    assertThat(expected).isEqualTo(depth + 1);
  }

  @Test
  void deepChainIsClosedAndFailsWithoutRecursion() {
    Generator<Integer, Void> closed = chain(200_000);
    closed.next();
    Generator<Integer, Void> failed = chain(200_000);
    failed.next();
    RuntimeException failure = new RuntimeException("raised");

    closed.close();
    assertThatThrownBy(() -> failed.raise(failure)).isSameAs(failure);

    assertThat(closed.hasNext()).isFalse();
    assertThatThrownBy(failed::next).isInstanceOf(NoSuchElementException.class);
  }

  @Coroutine
  private Generator<String, String> emitsAllWhenClosed(
      Iterable<String> elements, Iterable<String> whenClosed) {
    try {
      emitAll(elements);
    } catch (GeneratorExit e) {
      log.add("result: " + emitAll(whenClosed));
    }
    return end("over");
  }

  @Test
  void oneThatIsEnteredOnCloseMayEndWithoutAnElement() {
    Generator<String, String> generator = emitsAllWhenClosed(inner("a", 2), inner("b", 0));
    generator.next();

    generator.close();

    assertThat(log).containsExactly("a finally", "b finally", "result: b is over");
    assertThat(generator.result()).isEqualTo("over");
  }

  @Test
  void anElementOfOneThatIsEnteredOnCloseIgnoresTheClose() {
    Generator<String, String> inner = emitsAllWhenClosed(inner("a", 2), inner("b", 2));
    Generator<String, String> generator = outer(inner);
    generator.next();
    generator.next();

    assertThatThrownBy(generator::close).hasMessageContaining("EmitAllTest.outer");

    assertThat(log.get(1)).asString().contains("outer caught the generator has ignored close()");
    assertThat(inner.send("s")).isEqualTo("b1");
  }

  @Test
  void whatIsEmittedOnCloseByTheOutermostIsLeftToGoOn() {
    Generator<String, String> generator = emitsAllWhenClosed(inner("a", 2), inner("b", 2));
    generator.next();

    assertThatThrownBy(generator::close).hasMessageContaining("ignored close()");

    assertThat(generator.next()).isEqualTo("b1");
    assertThatThrownBy(generator::next).isInstanceOf(NoSuchElementException.class);
    assertThat(generator.result()).isEqualTo("over");
  }
}
