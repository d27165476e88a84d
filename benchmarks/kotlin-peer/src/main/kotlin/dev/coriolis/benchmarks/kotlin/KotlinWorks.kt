package dev.coriolis.benchmarks.kotlin

import java.util.concurrent.CompletableFuture
import kotlin.coroutines.Continuation
import kotlin.coroutines.CoroutineContext
import kotlin.coroutines.EmptyCoroutineContext
import kotlin.coroutines.intrinsics.COROUTINE_SUSPENDED
import kotlin.coroutines.intrinsics.suspendCoroutineUninterceptedOrReturn
import kotlin.coroutines.resume
import kotlin.coroutines.startCoroutine
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.DelicateCoroutinesApi
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.ExecutorCoroutineDispatcher
import kotlinx.coroutines.GlobalScope
import kotlinx.coroutines.asCoroutineDispatcher
import kotlinx.coroutines.async
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.future.await
import kotlinx.coroutines.future.future
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import java.util.concurrent.Executors

/** What is measured, as a user of kotlinx.coroutines writes it. */
@OptIn(DelicateCoroutinesApi::class)
class KotlinWorks {
    private var pending = CompletableFuture<Int>()

    fun pending(): CompletableFuture<Int> = pending

    private suspend fun suspended(count: Int, text: String): Long {
        var sum = 0L
        var mean = 0.0
        for (i in 0 until count) {
            pending = CompletableFuture()
            val value = pending.await()
            sum += value + text.length
            mean += (value - mean) / (i + 1)
        }
        return sum + mean.toLong()
    }

    fun suspend(count: Int, text: String): CompletableFuture<Long> = started { suspended(count, text) }

    companion object {
        private fun <T> started(body: suspend () -> T): CompletableFuture<T> =
            GlobalScope.future(Dispatchers.Unconfined, CoroutineStart.UNDISPATCHED) { body() }

        private suspend fun sum(complete: Array<CompletableFuture<Int>>, count: Int): Long {
            var sum = 0L
            for (i in 0 until count) {
                sum += complete[i and (complete.size - 1)].await()
            }
            return sum
        }

        @JvmStatic
        fun addAll(complete: Array<CompletableFuture<Int>>, count: Int): CompletableFuture<Long> =
            started { sum(complete, count) }

        private suspend fun down(depth: Int, innermost: CompletableFuture<Int>): Int =
            if (depth == 0) innermost.await() else down(depth - 1, innermost) + 1

        /** One future outside, suspending calls inside. */
        @JvmStatic
        fun descend(depth: Int, innermost: CompletableFuture<Int>): CompletableFuture<Int> =
            started { down(depth, innermost) }

        private suspend fun held(
            depth: Int,
            number: Int,
            large: Long,
            text: String,
            source: CompletableFuture<Int>,
        ): Long {
            val value =
                if (depth == 1) source.await().toLong() else held(depth - 1, number, large, text, source)
            return value + number + large + text.length
        }

        /** Suspends that many calls, each of which needs three values afterwards. */
        @JvmStatic
        fun hold(
            depth: Int,
            number: Int,
            large: Long,
            text: String,
            source: CompletableFuture<Int>,
        ): CompletableFuture<Long> = started { held(depth, number, large, text, source) }

        /** Sends there and back over two rendezvous channels, on one thread. */
        @JvmStatic
        fun pingPong(count: Int): Long = runBlocking { exchange(count, Channel(), Channel()) }

        private suspend fun echo(count: Int, from: Channel<Int>, to: Channel<Int>) {
            repeat(count) { to.send(from.receive() + 1) }
        }

        private suspend fun drive(count: Int, there: Channel<Int>, back: Channel<Int>): Long {
            var sum = 0L
            for (i in 0 until count) {
                there.send(i)
                sum += back.receive()
            }
            return sum
        }

        private suspend fun kotlinx.coroutines.CoroutineScope.exchange(
            count: Int,
            there: Channel<Int>,
            back: Channel<Int>,
        ): Long {
            launch { echo(count, there, back) }
            return drive(count, there, back)
        }
    }
}

/** Two threads that send to each other. */
class KotlinPair : AutoCloseable {
    private val first = thread("kotlin-first")
    private val second = thread("kotlin-second")

    private fun thread(name: String): ExecutorCoroutineDispatcher =
        Executors.newSingleThreadExecutor { task -> Thread(task, name) }.asCoroutineDispatcher()

    fun pingPong(count: Int): Long = runBlocking {
        val there = Channel<Int>()
        val back = Channel<Int>()
        launch(second) { repeat(count) { back.send(there.receive() + 1) } }
        async(first) {
            var sum = 0L
            for (i in 0 until count) {
                there.send(i)
                sum += back.receive()
            }
            sum
        }.await()
    }

    override fun close() {
        first.close()
        second.close()
    }
}

/** The same without futures and jobs: a continuation is parked in a field, and resumed from there. */
class KotlinIntrinsics {
    private var parked: Continuation<Int>? = null
    private var result = 0L

    private suspend fun park(): Int = suspendCoroutineUninterceptedOrReturn {
        parked = it
        COROUTINE_SUSPENDED
    }

    private suspend fun down(depth: Int): Int = if (depth == 0) park() else down(depth - 1) + 1

    private suspend fun suspended(count: Int, text: String): Long {
        var sum = 0L
        var mean = 0.0
        for (i in 0 until count) {
            val value = park()
            sum += value + text.length
            mean += (value - mean) / (i + 1)
        }
        return sum + mean.toLong()
    }

    private fun <T : Number> end() = object : Continuation<T> {
        override val context: CoroutineContext = EmptyCoroutineContext

        override fun resumeWith(result: Result<T>) {
            this@KotlinIntrinsics.result = result.getOrThrow().toLong()
        }
    }

    private fun resume(value: Int) {
        val continuation = parked!!
        parked = null
        continuation.resume(value)
    }

    /** Suspends at the end of a chain and resumes. */
    fun chain(depth: Int, value: Int): Long {
        val body: suspend () -> Int = { down(depth) }
        body.startCoroutine(end())
        resume(value)
        return result
    }

    /** Suspends `count` times with five live variables. */
    fun suspend(count: Int, text: String): Long {
        val body: suspend () -> Long = { suspended(count, text) }
        body.startCoroutine(end())
        for (i in 0 until count) {
            resume(i)
        }
        return result
    }
}
