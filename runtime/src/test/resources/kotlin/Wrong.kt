package wrong

import dev.coriolis.Coroutine
import dev.coriolis.Coroutines
import dev.coriolis.Coroutines.await
import dev.coriolis.Generator.emit
import java.util.concurrent.CompletableFuture.completedFuture
import java.util.concurrent.CompletionStage
import java.util.function.Function
import java.util.function.Supplier

class Wrong(private val s: CompletionStage<Int>) {
  private fun <T> later(body: () -> T): T = body()

  fun unit() = later { await(s); Unit } // AwaitOutsideCoroutine: this lambda returns

  fun int() = later { await(s) + 1 } // AwaitOutsideCoroutine: this lambda returns

  fun any() = later<Any> { completedFuture(await(s)) } // AwaitOutsideCoroutine: this lambda returns java.lang.Object

  fun action() = Runnable { await(s) } // AwaitOutsideCoroutine: this lambda returns void

  fun supplier() = Supplier<Int> { await(s) } // AwaitOutsideCoroutine: this lambda returns

  fun anonymous() = later(fun(): Int { return await(s) }) // AwaitOutsideCoroutine: this lambda returns

  fun emits() = later { emit<Int>(1) } // EmitOutsideGenerator

  fun nested() = later {
    later { await(s) } // AwaitOutsideCoroutine: this lambda returns
    completedFuture(await(s))
  }

  fun local(): CompletionStage<Int> {
    fun inner(): CompletionStage<Int> = completedFuture(await(s)) // AwaitOutsideCoroutine: inner is not a coroutine
    return inner()
  }

  fun objects() = object : Supplier<CompletionStage<Int>> {
    override fun get() = completedFuture(await(s)) // AwaitOutsideCoroutine: the method get is not a coroutine
  }

  fun locked() = later { synchronized(this) { completedFuture(await(s)) } } // AwaitInSynchronized

  val reference: (CompletionStage<Int>) -> Int = Coroutines::await // AwaitReference

  suspend fun suspends(): Int = await(s) // AwaitOutsideCoroutine: a suspend function

  fun suspendLambda(): suspend () -> Int = { await(s) } // AwaitOutsideCoroutine: a suspend function

  @Coroutine fun wrongType(): Int = await(s) // WrongReturnType

  private inline fun doubled(stage: CompletionStage<Int>): Int {
    val n = await(stage)
    return 2 * n
  }

  fun callsInline() = doubled(s) // AwaitOutsideCoroutine: the method callsInline is not a coroutine

  fun inlined() = listOf(s).map { await(it) } // AwaitOutsideCoroutine: the method inlined is not a coroutine
}
