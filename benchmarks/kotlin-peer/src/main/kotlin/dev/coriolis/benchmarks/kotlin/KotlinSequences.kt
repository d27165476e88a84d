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
}
