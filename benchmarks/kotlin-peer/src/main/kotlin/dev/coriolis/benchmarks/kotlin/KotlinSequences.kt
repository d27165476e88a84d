package dev.coriolis.benchmarks.kotlin

/** Elements that are made one by one. */
object KotlinSequences {
    /** The numbers of Fibonacci. */
    @JvmStatic
    fun fibonacci(count: Int): Iterator<Long> = sequence {
        var a = 0L
        var b = 1L
        for (i in 0 until count) {
            yield(a)
            val next = a + b
            a = b
            b = next
        }
    }.iterator()

    /** Three words, over and over. */
    @JvmStatic
    fun refrain(first: String, second: String, third: String, count: Int): Iterator<String> = sequence {
        for (i in 0 until count) {
            yield(first)
            yield(second)
            yield(third)
        }
    }.iterator()
}
