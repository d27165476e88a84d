package corpus

import dev.coriolis.Coroutine
import dev.coriolis.Coroutines.await
import dev.coriolis.corpus.Stages
import java.util.concurrent.CompletableFuture.completedFuture
import java.util.concurrent.CompletionStage

/** Awaits in lambdas of inline functions, which are code of the coroutine around them. */
class Inlines(private val s: Stages) {

  private inline fun <T> traced(name: String, body: (String) -> T): T {
    s.log("begin $name")
    try {
      return body(name)
    } finally {
      s.log("end $name")
    }
  }

  private inline fun sum(times: Int, next: (Int) -> Int): Int {
    var total = 0
    for (i in 0 until times) {
      total += next(i)
    }
    return total
  }

  private inline fun <reified T : Any> only(value: Any, other: () -> T): T =
    if (value is T) value else other()

  private inline fun <T> awaited(stage: CompletionStage<T>, name: String = "awaited"): T {
    s.log(name)
    return await(stage).also { s.log("$it in $name") }
  }

  private inline val seven: Int get() = awaited(s.of(7))

  private inline fun untilZero(n: Int, next: (Int) -> Int): Nothing {
    var k = await(s.of(n))
    while (true) {
      if (k == 0) throw IllegalStateException("zero")
      k = next(k)
    }
  }

  @Coroutine
  private inline fun doubled(n: Int): CompletionStage<Int> = completedFuture(await(s.of(n)) * 2)

  @Coroutine
  fun callsInlineCoroutine(n: Int): CompletionStage<Int> = completedFuture(await(doubled(n)) + await(doubled(n + 1)))

  @Coroutine
  fun awaitsInside(n: Int): CompletionStage<Int> =
    completedFuture(awaited(s.of(n)) + awaited(s.of(1), "named") + seven + listOf(1, 2).sumOf { awaited(s.of(it)) })

  @Coroutine
  fun neverReturns(n: Int): CompletionStage<Int> = untilZero(n) { it - await(s.of(1)) }

  @Coroutine
  fun nested(n: Int): CompletionStage<Int> = completedFuture(
    traced("outer") { outer ->
      val base = await(s.of(n))
      traced("inner") { inner -> base + await(s.of(inner.length)) + outer.length }
    }
  )

  @Coroutine
  fun leaves(n: Int): CompletionStage<String> {
    traced("leaves") {
      if (await(s.of(n)) > 1) {
        return completedFuture(await(s.of("early")))
      }
    }
    return completedFuture("late")
  }

  @Coroutine
  fun loops(n: Int): CompletionStage<Int> {
    val more = sum(n) { i -> if (i == 2) await(s.of(100)) else sum(i) { it + await(s.of(i)) } }
    repeat(2) { s.log(await(s.of(it))) }
    return completedFuture(more)
  }

  @Coroutine
  fun scopes(word: String?): CompletionStage<String> {
    val text = word?.let { await(s.of("$it!")) } ?: run { await(s.of("nothing")) }
    val builder = StringBuilder().apply {
      append(await(s.of(text)))
      append(await(s.of(1.5)))
    }
    return completedFuture(with(builder) { append(await(s.of('c'))).toString() })
  }

  @Coroutine
  fun collections(n: Int): CompletionStage<List<String>> = completedFuture(
    (1..n).filter { await(s.of(it)) % 2 == 1 }.map { await(s.of("<$it>")) }
      .onEachIndexed { i, it -> s.log(await(s.of(it.length + i))) }
  )

  @Coroutine
  fun reified(value: Any): CompletionStage<String> =
    completedFuture(only<String>(value) { await(s.of("other")) })

  private class Resource(private val s: Stages, private val name: String) : AutoCloseable {
    override fun close() {
      s.log("close $name")
    }
  }

  @Coroutine
  fun uses(fails: Boolean): CompletionStage<Int> = completedFuture(
    Resource(s, await(s.of("a"))).use { a ->
      Resource(s, "b").use { b ->
        s.log(a != b)
        if (fails) await<Int>(s.failed(IllegalStateException("used"))) else await(s.of(3))
      }
    }
  )

  companion object {
    @JvmStatic
    fun run(s: Stages) {
      val cases = Inlines(s)
      s.run("calls inline coroutine") { cases.callsInlineCoroutine(3) }
      s.run("awaits inside") { cases.awaitsInside(3) }
      s.run("never returns") { cases.neverReturns(2) }
      s.run("nested") { cases.nested(5) }
      s.run("leaves early") { cases.leaves(2) }
      s.run("leaves late") { cases.leaves(1) }
      s.run("loops") { cases.loops(4) }
      s.run("scopes") { cases.scopes("word") }
      s.run("scopes null") { cases.scopes(null) }
      s.run("collections") { cases.collections(5) }
      s.run("reified") { cases.reified("same") }
      s.run("reified other") { cases.reified(1) }
      s.run("uses") { cases.uses(false) }
      s.run("uses and fails") { cases.uses(true) }
    }
  }
}
