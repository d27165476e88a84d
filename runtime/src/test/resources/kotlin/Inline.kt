@file:JvmName("Inline")

package inline

import dev.coriolis.Coroutine
import dev.coriolis.Coroutines.await
import java.util.concurrent.CompletableFuture.completedFuture
import java.util.concurrent.CompletionStage

@Coroutine
inline fun <T> described(stage: CompletionStage<T>, describe: (T) -> String): CompletionStage<String> =
  completedFuture(describe(await(stage)))

inline fun next(stage: CompletionStage<Int>, by: Int = 1): Int = await(stage) + by

inline val CompletionStage<Int>.now: Int get() = await(this)
