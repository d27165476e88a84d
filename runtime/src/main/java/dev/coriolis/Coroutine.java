package dev.coriolis;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a method that may {@linkplain Coroutines#await await} stages: the annotation processor turns
 * it into a state machine.
 *
 * <p>The method returns a {@link java.util.concurrent.CompletionStage} or a {@link
 * java.util.concurrent.CompletableFuture}. Whatever its body throws fails that stage. A method that has
 * elements, and {@linkplain Generator#emit emits} them, returns a {@link Generator}; or a {@link
 * java.util.concurrent.Flow.Publisher}, if it awaits as well.
 *
 * <pre>{@code
 * @Coroutine
 * CompletionStage<Integer> total(CompletionStage<Integer> a, CompletionStage<Integer> b) {
 *   return completedFuture(await(a) + await(b));
 * }
 * }</pre>
 *
 * <p><b>Threads:</b> a run starts on the thread of its caller, up to the first stage that is not
 * complete. A run that started on an event loop is always resumed on that loop, and between two
 * awaits no other coroutine of that loop runs. A run that started elsewhere is resumed by whoever
 * completes the awaited stage.
 *
 * <p><b>Cancellation:</b> cancelling the returned future cancels the awaited stage and throws a
 * {@link java.util.concurrent.CancellationException} out of the await, so that {@code finally} and
 * try-with-resources run.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Coroutine {}
