package dev.coriolis;

import static dev.coriolis.Coroutines.await;
import static dev.coriolis.Generator.emit;
import static dev.coriolis.Generator.end;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static java.util.concurrent.CompletableFuture.failedFuture;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coriolis.adapt.Publishers;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Coroutines of an interface whose implementation is a proxy: their bodies are called through it. */
@Timeout(60)
class ProxyTest {
  private final Orders orders = (Orders) Proxy.newProxyInstance(
      Orders.class.getClassLoader(),
      new Class<?>[] {Orders.class},
      InvocationHandler::invokeDefault);

  interface Orders {
    @Coroutine
    default CompletionStage<Integer> next(CompletionStage<Integer> stage) {
      return completedFuture(await(stage) + 1);
    }

    @Coroutine
    default Generator<Integer, Void> twice(int n) {
      emit(n);
      emit(n);
      return end();
    }

    @Coroutine
    default Flow.Publisher<Integer> following(CompletionStage<Integer> stage) {
      emit(await(stage) + 1);
      return end();
    }
  }

  @Test
  void awaits() {
    CompletableFuture<Integer> stage = new CompletableFuture<>();

    CompletionStage<Integer> next = orders.next(stage);
    stage.complete(1);

    assertThat(next).isCompletedWithValue(2);
  }

  @Test
  void failsAsWhatItAwaits() {
    IOException failure = new IOException("lost");

    assertThat(orders.next(failedFuture(failure)).handle((value, thrown) -> thrown))
        .isCompletedWithValue(failure);
  }

  @Test
  void generates() {
    assertThat(orders.twice(3).stream()).containsExactly(3, 3);
  }

  @Test
  void publishes() {
    CompletableFuture<Integer> stage = new CompletableFuture<>();

    CompletionStage<List<Integer>> all = Publishers.list(orders.following(stage));
    stage.complete(1);

    assertThat(all).isCompletedWithValue(List.of(2));
  }
}
