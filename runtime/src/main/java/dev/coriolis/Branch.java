package dev.coriolis;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One of the ways in which a {@link Coroutines#select} can go on: a source, and what is made of its value.
 * Made by {@link Coroutines#on}.
 *
 * <pre>{@code
 * String next = await(select(
 *     on(channel.receive(), line -> line),
 *     on(delay(Duration.ofSeconds(1)), none -> "nothing came")));
 * }</pre>
 */
public final class Branch<R extends @Nullable Object> {
  private final CompletableFuture<?> source;
  private final Function<CompletableFuture<?>, R> handler;

  private Branch(CompletableFuture<?> source, Function<CompletableFuture<?>, R> handler) {
    this.source = source;
    this.handler = handler;
  }

  @SuppressWarnings("unchecked") // the handler is given the value of this source
  static <T extends @Nullable Object, R extends @Nullable Object> Branch<R> of(
      CompletionStage<? extends T> source, Function<? super T, ? extends R> handler) {
    return new Branch<>(Combined.future(source), done -> handler.apply((T) done.join()));
  }

  CompletableFuture<?> source() {
    return source;
  }

  /** Returns what the handler makes of the value of the source, which has one. */
  R handle() {
    return handler.apply(source);
  }
}
