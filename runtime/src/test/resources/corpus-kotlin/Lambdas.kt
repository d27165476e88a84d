package corpus

import dev.coriolis.Coroutine
import dev.coriolis.Coroutines.await
import dev.coriolis.corpus.Stages
import java.util.concurrent.CompletableFuture.completedFuture
import java.util.concurrent.CompletionStage
import java.util.function.Function
import java.util.function.Supplier

/** Lambdas that are coroutines by themselves, by `invokedynamic` and as classes. */
class Lambdas(private val s: Stages) {
  private val field: (Int) -> CompletionStage<Int> = { completedFuture(it + await(s.of(1))) }

  private fun call(body: () -> CompletionStage<Int>): CompletionStage<Int> = body()

  @Coroutine
  fun captures(n: Int): CompletionStage<Int> {
    var counter = n
    val add: (Long) -> CompletionStage<Long> = { more ->
      counter += await(s.of(1))
      completedFuture(more + await(s.of(counter)))
    }
    val sum = await(add(10)) + await(add(20))
    return completedFuture(sum.toInt() + counter)
  }

  @Coroutine
  fun passed(n: Int): CompletionStage<Int> =
    completedFuture(await(call { completedFuture(await(s.of(n)) * 2) }) + await(field(n)))

  @Coroutine
  fun converted(n: Int): CompletionStage<String> {
    val supplier = Supplier<CompletionStage<String>> { completedFuture(await(s.of("s$n"))) }
    val function = Function { text: String -> completedFuture(text + await(s.of(text))) }
    return completedFuture(await(supplier.get()) + await(function.apply("f")))
  }

  @Coroutine
  fun classes(n: Int): CompletionStage<Int> {
    val lambda = @JvmSerializableLambda { m: Int ->
      val first = await(s.of(m))
      completedFuture(first + await(s.of(n)))
    }
    val anonymous = fun(m: Int): CompletionStage<Int> = completedFuture(m - await(s.of(n)))
    return completedFuture(await(lambda(4)) + await(anonymous(5)))
  }

  @Coroutine
  fun objects(n: Int): CompletionStage<Int> {
    val made = object : Supplier<CompletionStage<Int>> {
      var calls = 0

      @Coroutine
      override fun get(): CompletionStage<Int> {
        calls++
        return completedFuture(await(s.of(n)) + calls)
      }
    }
    return completedFuture(await(made.get()) * await(made.get()))
  }

  @Coroutine
  fun local(n: Int): CompletionStage<Int> {
    @Coroutine
    fun fib(i: Int): CompletionStage<Int> =
      if (i < 2) completedFuture(await(s.of(i)))
      else completedFuture(await(fib(i - 1)) + await(fib(i - 2)))
    return fib(n)
  }

  @Coroutine
  fun references(n: Int): CompletionStage<Int> {
    val reference: (Int) -> CompletionStage<Int> = this::objects
    return completedFuture(await(reference(n)) + await(listOf(n).map(::passed).first()))
  }

  companion object {
    @JvmStatic
    fun run(s: Stages) {
      val cases = Lambdas(s)
      s.run("captures") { cases.captures(3) }
      s.run("passed") { cases.passed(4) }
      s.run("converted") { cases.converted(5) }
      s.run("classes") { cases.classes(6) }
      s.run("objects") { cases.objects(7) }
      s.run("local") { cases.local(5) }
      s.run("references") { cases.references(8) }
    }
  }
}
