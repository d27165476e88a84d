@file:JvmName("Functions")

package corpus

import dev.coriolis.Coroutine
import dev.coriolis.Coroutines.await
import dev.coriolis.corpus.Stages
import java.io.IOException
import java.util.concurrent.CompletableFuture.completedFuture
import java.util.concurrent.CompletionStage

@JvmInline value class Metres(val count: Double)

interface Named {
  val s: Stages

  @Coroutine fun name(suffix: String): CompletionStage<String> = completedFuture(await(s.of("default")) + suffix)
}

class Plain(override val s: Stages) : Named

class Special(override val s: Stages) : Named {
  @Coroutine
  override fun name(suffix: String): CompletionStage<String> =
    completedFuture(await(super.name(suffix)) + await(s.of("special")))
}

object Registry {
  private val known = mutableMapOf<String, Int>()

  @Coroutine
  fun add(s: Stages, key: String, by: Int): CompletionStage<Int> {
    known[key] = (known[key] ?: await(s.of(0))) + await(s.of(by))
    return completedFuture(known.getValue(key))
  }
}

class Pair2<T : Comparable<T>>(val a: T, val b: T) {
  @Coroutine
  fun max(s: Stages): CompletionStage<T> = completedFuture(if (await(s.of(a)) > await(s.of(b))) a else b)
}

@Coroutine
fun defaults(s: Stages, a: Int, b: Int = a * 2, c: String = "c$b"): CompletionStage<String> =
  completedFuture("$a ${await(s.of(b))} $c")

@Coroutine
private fun Int.extended(s: Stages, vararg more: Long): CompletionStage<Long> {
  var sum = this + await(s.of(0L))
  for ((i, value) in more.withIndex()) {
    sum += value * i + await(s.of(i))
  }
  return completedFuture(sum)
}

@Coroutine
fun inlineClass(s: Stages, length: Metres): CompletionStage<Double> =
  completedFuture(length.count + Metres(await(s.of(0.5))).count)

@Coroutine
fun cleansUp(s: Stages, fails: Boolean): CompletionStage<String> {
  val made = StringBuilder(await(s.of("made")))
  try {
    made.append(if (fails) await<Int>(s.failed(IOException("late"))) else await(s.of(1)))
  } catch (e: IOException) {
    made.append(await(s.of(e.message)))
    throw IllegalStateException(made.toString(), e)
  } finally {
    s.log(await(s.of("finally $made")))
  }
  return completedFuture(made.toString())
}

@Coroutine
fun tryIsAnExpression(s: Stages, word: String): CompletionStage<String> = completedFuture(
  StringBuilder(s.log("in ")).append(try { word.toInt() + await(s.of(1)) } catch (e: NumberFormatException) { await(s.of(-1)) })
    .append(Exception(try { await<String>(s.failed(IOException("inner"))) } catch (e: IOException) { "caught " + await(s.of(e.message)) }).message)
    .toString()
)

@Coroutine
fun destructures(s: Stages): CompletionStage<Int> {
  val (a, b) = Pair(await(s.of(1)), await(s.of(2)))
  lateinit var late: String
  outer@ for (i in 10 downTo 0 step 3) {
    for (j in listOf(a, b, i)) {
      if (j == await(s.of(7))) break@outer
      if (i == await(s.of(10))) continue@outer
    }
  }
  late = await(s.of("late"))
  return completedFuture(a + b + late.length)
}

fun run(s: Stages) {
  s.run("default method") { Plain(s).name("1") }
  s.run("super") { Special(s).name("2") }
  s.run("object") { Registry.add(s, "a", 1) }
  s.run("object again") { Registry.add(s, "a", 2) }
  s.run("generic") { Pair2("x", "y").max(s) }
  s.run("defaults") { defaults(s, 1) }
  s.run("some defaults") { defaults(s, 1, c = "given") }
  s.run("extended") { 5.extended(s, 1L, 1L shl 33) }
  s.run("inline class") { inlineClass(s, Metres(2.0)) }
  s.run("cleans up") { cleansUp(s, false) }
  s.run("cleans up and fails") { cleansUp(s, true) }
  s.run("try") { tryIsAnExpression(s, "41") }
  s.run("try catches") { tryIsAnExpression(s, "word") }
  s.run("destructures") { destructures(s) }
}
