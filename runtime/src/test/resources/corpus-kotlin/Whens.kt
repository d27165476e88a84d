package corpus

import dev.coriolis.Coroutine
import dev.coriolis.Coroutines.await
import dev.coriolis.corpus.Stages
import java.util.concurrent.CompletableFuture.completedFuture
import java.util.concurrent.CompletionStage

/** What Kotlin decides with: `when` over everything, elvis, smart casts, ranges. */
class Whens(private val s: Stages) {
  sealed interface Shape

  data class Circle(val radius: Int) : Shape

  data class Box(val width: Int, val height: Long) : Shape

  data object Dot : Shape

  enum class Colour { RED, GREEN, BLUE }

  @Coroutine
  fun overType(shape: Shape): CompletionStage<Long> {
    val area = when (shape) {
      is Circle -> await(s.of(shape.radius)) * 3L
      is Box -> shape.height * await(s.of(shape.width)) + shape.height
      Dot -> await(s.of(0L))
    }
    return completedFuture(area)
  }

  @Coroutine
  fun overString(word: String): CompletionStage<String> =
    completedFuture(when (await(s.of(word))) {
      "Aa", "BB" -> "same hash " + await(s.of(word))
      "x" -> await(s.of("ex"))
      else -> throw IllegalArgumentException(await(s.of("no $word")))
    })

  @Coroutine
  fun overEnum(colour: Colour): CompletionStage<Int> {
    when (await(s.of(colour))) {
      Colour.RED -> s.log(await(s.of(1)))
      Colour.GREEN -> return completedFuture(await(s.of(2)))
      else -> {}
    }
    return completedFuture(colour.ordinal)
  }

  @Coroutine
  fun overConditions(n: Int): CompletionStage<String> = completedFuture(
    when {
      await(s.of(n)) in 1..await(s.of(3)) -> "few"
      n > 3 && await(s.of(n)) < 10 || n == await(s.of(99)) -> "some"
      else -> "many".also { s.log(it) }
    }
  )

  @Coroutine
  fun elvis(word: String?): CompletionStage<Int> {
    val length = await(s.of(word))?.length ?: return completedFuture(await(s.of(-1)))
    return completedFuture(length + (await<String?>(s.of(null))?.length ?: await(s.of(10))))
  }

  @Coroutine
  fun smartCast(any: Any): CompletionStage<Any> {
    if (any is Int && await(s.of(true))) {
      return completedFuture(any + await(s.of(1)))
    }
    val text = any as? String ?: await(s.of("cast"))
    return completedFuture(text.length)
  }

  companion object {
    @JvmStatic
    fun run(s: Stages) {
      val cases = Whens(s)
      for (shape in listOf(Circle(2), Box(3, 1L shl 40), Dot)) {
        s.run("type") { cases.overType(shape) }
      }
      for (word in listOf("Aa", "BB", "x", "y")) {
        s.run("string") { cases.overString(word) }
      }
      for (colour in Colour.entries) {
        s.run("enum") { cases.overEnum(colour) }
      }
      for (n in listOf(2, 5, 50, 99)) {
        s.run("conditions") { cases.overConditions(n) }
      }
      s.run("elvis") { cases.elvis("four") }
      s.run("elvis null") { cases.elvis(null) }
      for (any in listOf(7, "seven", 7.0)) {
        s.run("cast") { cases.smartCast(any) }
      }
    }
  }
}
