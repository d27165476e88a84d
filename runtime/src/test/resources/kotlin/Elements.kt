package elements

import dev.coriolis.Coroutine
import dev.coriolis.Coroutines.await
import dev.coriolis.Generator
import dev.coriolis.Generator.emit
import dev.coriolis.Generator.emitAll
import dev.coriolis.Generator.end
import java.util.concurrent.CompletionStage
import java.util.concurrent.Flow
import java.util.concurrent.CompletableFuture.completedFuture
import java.util.function.IntFunction

fun interface Numbers {
  fun upTo(n: Int): Generator<Int, Void>
}

/** Its bodies are in another class where they are compiled as for Java 7. */
interface WithBody {
  @Coroutine fun twice(s: CompletionStage<Int>): CompletionStage<Int> = completedFuture(await(s) + await(s))

  fun thrice(s: CompletionStage<Int>): CompletionStage<Int> = listOf({ completedFuture(await(s) * 3) })[0]()
}

class Elements : WithBody {
  private val numbers: (Int) -> Generator<Int, Void> = { n ->
    for (i in 0 until n) emit<Void>(i)
    end()
  }

  private val ofInterface = Numbers { n ->
    emitAll(numbers(n))
    emit<Void>(n)
    end()
  }

  @Coroutine
  fun named(n: Int): Generator<Int, Void> {
    emitAll(ofInterface.upTo(n))
    emit<Void>(n + 1)
    return end()
  }

  fun list(n: Int): List<Int> = named(n).toList()

  fun published(s: CompletionStage<Int>) = IntFunction<Flow.Publisher<Int>> { n ->
    for (i in 0 until n) emit<Void>(i + await(s))
    end<Int, Void>()
  }
}
