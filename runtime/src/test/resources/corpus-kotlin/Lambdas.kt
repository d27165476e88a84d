package corpus

import dev.coriolis.Coroutine
import dev.coriolis.Coroutines.await
import dev.coriolis.corpus.Stages
import java.io.IOException
import java.util.concurrent.Callable
import java.util.concurrent.CompletableFuture
import java.util.concurrent.CompletableFuture.completedFuture
import java.util.concurrent.CompletionStage
import java.util.function.BiFunction
import java.util.function.Supplier

fun interface Loader {
  fun load(key: String): CompletionStage<String>
}

fun interface Maker<A, R> {
  fun make(argument: A): R
}

interface Defaulted {
  val s: Stages

  fun greeting(): (String) -> CompletionStage<String> = { name -> completedFuture(await(s.of("hello ")) + name) }
}

enum class Operator(val apply: (Stages, Int) -> CompletionStage<Int>) {
  TWICE({ s, n -> completedFuture(await(s.of(n)) * 2) }),
  NEXT({ s, n -> completedFuture(await(s.of(n)) + 1) }),
}

val topLevel: (Stages) -> CompletionStage<String> = { s -> completedFuture(await(s.of("top")) + await(s.of(1))) }

/** Lambdas that return a stage, which are coroutines by themselves. */
class Lambdas(override val s: Stages) : Defaulted {
  private val atOnce = later { completedFuture(await(s.of("init"))) }
  private val property: (Int) -> CompletionStage<Int> = { completedFuture(it + await(s.of(it))) }
  private val delegated: CompletionStage<Int> by lazy { completedFuture(await(s.of(5)) + await(s.of(6))) }

  private fun <T> later(body: () -> T): T = body()

  private inline fun <T> kept(noinline body: () -> T): () -> T = body

  private inline fun supplied(crossinline value: () -> Int): Supplier<CompletionStage<Int>> =
    Supplier { completedFuture(value() + await(s.of(100))) }

  private inline fun withLambda(n: Int): CompletionStage<Int> {
    val lambda: () -> CompletionStage<Int> = { completedFuture(await(s.of(n)) + await(s.of(n))) }
    return lambda()
  }

  fun future(): CompletableFuture<Int> = later { completedFuture(await(s.of(1)) + await(s.of(2))) }

  fun stage(): CompletionStage<Int> = later<CompletionStage<Int>> { completedFuture(await(s.of(1))) }

  fun returnsAnotherStage(): CompletionStage<Int> = later { await(s.of(0)); s.of(7) }

  fun captures(n: Int, big: Long, text: String): CompletionStage<String> {
    val double = n / 2.0
    return later { completedFuture("$n $big ${await(s.of(text))} $double ${await(s.of(big))} $text") }
  }

  @Coroutine
  fun capturesVariable(n: Int): CompletionStage<Int> {
    var sum = 0
    val add: (Int) -> CompletionStage<Int> = { sum += it + await(s.of(it)); completedFuture(sum) }
    s.log(await(add(n)))
    sum *= 2
    return add(n + 1)
  }

  fun parameters(): CompletionStage<String> {
    val f = { a: Int, b: Long, c: Double, d: String? -> completedFuture("${await(s.of(a))} $b ${await(s.of(c))} $d") }
    return f(1, 1L shl 40, 0.5, null)
  }

  fun manyParameters(): CompletionStage<Int> {
    val f = { a: Int, b: Int, c: Int, d: Int, e: Int, f: Int, g: Int, h: Int, i: Int, j: Int, k: Int, l: Int, m: Int, n: Int,
        o: Int, p: Int, q: Int, r: Int, t: Int, u: Int, v: Int, w: Int, x: Int, y: Int ->
      completedFuture(await(s.of(a)) + b + c + d + e + f + g + h + i + j + k + l + m + n + o + p + q + r + t + u + v + w + x + await(s.of(y)))
    }
    return f(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24)
  }

  fun nested(n: Int): CompletionStage<String> = later {
    val outer = await(s.of(n))
    val inner = { text: String ->
      val innermost = { more: Int -> completedFuture(text.length + outer + await(s.of(more))) }
      completedFuture(text + await(innermost(3)) + await(s.of('!')))
    }
    completedFuture(await(inner("in")) + await(inner("again")))
  }

  fun localFunction(n: Int): CompletionStage<Int> {
    @Coroutine
    fun local(k: Int): CompletionStage<Int> = completedFuture(if (k == 0) n else await(s.of(k)) + await(local(k - 1)))
    return local(3)
  }

  fun localFunctionInLambda(): CompletionStage<Int> = later {
    @Coroutine
    fun local(k: Int): CompletionStage<Int> = later { completedFuture(await(s.of(k)) + k) }
    completedFuture(await(local(1)) + await(local(2)))
  }

  fun anonymousFunction(): CompletionStage<String> = later(fun(): CompletionStage<String> {
    if (await(s.of(1)) > 1) {
      return completedFuture("not here")
    }
    return completedFuture(await(s.of("anonymous")))
  })

  fun supplier(): CompletionStage<Int> = Supplier<CompletionStage<Int>> { completedFuture(await(s.of(1))) }.get()

  fun callable(): CompletionStage<Int> = Callable<CompletableFuture<Int>> { completedFuture(await(s.of(2))) }.call()

  fun biFunction(n: Int): CompletionStage<String> {
    val f = BiFunction<Int, String, CompletionStage<String>> { a, b -> completedFuture(b + await(s.of(a)) + n) }
    return f.apply(1, "b")
  }

  fun ownInterface(): CompletionStage<String> = Loader { key -> completedFuture(key + await(s.of("=value"))) }.load("key")

  fun genericInterface(): CompletionStage<String> =
    Maker<Int, CompletionStage<String>> { n -> completedFuture("made " + await(s.of(n))) }.make(3)

  fun javaTakesIt(): CompletionStage<Int> =
    completedFuture(3).thenCompose { n -> completedFuture(n + await(s.of(n))) }.thenCompose { n -> completedFuture(n * await(s.of(2))) }

  fun receiver(): CompletionStage<String> {
    val f: String.(Int) -> CompletionStage<String> = { n -> completedFuture(this + await(s.of(n)) + length) }
    return "this".f(1)
  }

  fun recursive(n: Int): CompletionStage<Int> {
    lateinit var factorial: (Int) -> CompletionStage<Int>
    factorial = { if (it <= 1) s.of(1) else completedFuture(it * await(factorial(it - 1))) }
    return factorial(n)
  }

  fun returnsToLabel(n: Int): CompletionStage<String> = later<CompletionStage<String>> {
    for (i in 0 until n) {
      if (await(s.of(i)) == 2) return@later completedFuture("left at $i")
    }
    completedFuture("went through")
  }

  fun fails(): CompletionStage<Int> = later<CompletionStage<Int>> { throw IllegalStateException("no " + await(s.of("stage"))) }

  fun catches(): CompletionStage<String> = later<CompletionStage<String>> {
    try {
      completedFuture(await<String>(s.failed(IOException("lost"))))
    } catch (e: IOException) {
      completedFuture(await(s.of("caught")) + e.message)
    } finally {
      s.log(await(s.of("finally")))
    }
  }

  fun destructures(): CompletionStage<String> {
    val f = { (a, b): Pair<Int, String> -> completedFuture(b + await(s.of(a))) }
    return f(1 to "b")
  }

  fun byDefault(f: () -> CompletionStage<String> = { completedFuture(await(s.of("default"))) }): CompletionStage<String> = f()

  fun inInlineFunction(): CompletionStage<List<Int>> =
    later {
      val stages = listOf(1, 2, 3).map { n -> later { completedFuture(n * await(s.of(n))) } }
      completedFuture(stages.map { await(it) })
    }

  fun notInlined(): CompletionStage<Int> = kept { completedFuture(await(s.of(4))) }()

  fun ofInlineFunction(): CompletionStage<Int> = withLambda(8)

  fun crossInlined(): CompletionStage<Int> = supplied { await(s.of(20)) + 1 }.get()

  fun annotated(): CompletionStage<String> = later @Coroutine { completedFuture(await(s.of("annotated"))) }

  fun ofClass(): CompletionStage<String> = later @JvmSerializableLambda { completedFuture(await(s.of("class"))) }

  fun ofObject(): CompletionStage<Int> = object : Supplier<CompletionStage<Int>> {
    private val twice = { n: Int -> completedFuture(await(s.of(n)) * 2) }

    @Coroutine override fun get(): CompletionStage<Int> = completedFuture(await(twice(4)) + await(s.of(1)))
  }.get()

  fun ofProperty(): CompletionStage<Int> = property(3)

  fun ofDelegate(): CompletionStage<Int> = delegated

  fun ofInitialiser(): CompletionStage<String> = atOnce

  companion object {
    private val ofCompanion: (Stages) -> CompletionStage<String> = { s -> completedFuture(await(s.of("companion"))) }

    @JvmStatic
    fun run(s: Stages) {
      s.log("initialiser")
      val cases = Lambdas(s)
      s.run("initialiser") { cases.ofInitialiser() }
      s.run("future") { cases.future() }
      s.run("stage") { cases.stage() }
      s.run("another stage") { cases.returnsAnotherStage() }
      s.run("captures") { cases.captures(3, 1L shl 35, "text") }
      s.run("captures variable") { cases.capturesVariable(3) }
      s.run("parameters") { cases.parameters() }
      s.run("many parameters") { cases.manyParameters() }
      s.run("nested") { cases.nested(1) }
      s.run("local function") { cases.localFunction(10) }
      s.run("local function in lambda") { cases.localFunctionInLambda() }
      s.run("anonymous function") { cases.anonymousFunction() }
      s.run("supplier") { cases.supplier() }
      s.run("callable") { cases.callable() }
      s.run("function of Java") { cases.biFunction(9) }
      s.run("own interface") { cases.ownInterface() }
      s.run("generic interface") { cases.genericInterface() }
      s.run("Java takes it") { cases.javaTakesIt() }
      s.run("receiver") { cases.receiver() }
      s.run("recursive") { cases.recursive(5) }
      s.run("returns to label") { cases.returnsToLabel(5) }
      s.run("does not return to label") { cases.returnsToLabel(2) }
      s.run("fails") { cases.fails() }
      s.run("catches") { cases.catches() }
      s.run("destructures") { cases.destructures() }
      s.run("by default") { cases.byDefault() }
      s.run("in inline function") { cases.inInlineFunction() }
      s.run("not inlined") { cases.notInlined() }
      s.run("of inline function") { cases.ofInlineFunction() }
      s.run("cross-inlined") { cases.crossInlined() }
      s.run("annotated") { cases.annotated() }
      s.run("of class") { cases.ofClass() }
      s.run("of object") { cases.ofObject() }
      s.run("of property") { cases.ofProperty() }
      s.run("of delegate") { cases.ofDelegate() }
      s.run("of interface") { cases.greeting()("you") }
      s.run("of companion") { ofCompanion(s) }
      s.run("of file") { topLevel(s) }
      for (operator in Operator.entries) {
        s.run("of enum") { operator.apply(s, 20) }
      }
    }
  }
}
