/**
 * The example: a server that fetches an API over HTTP and answers it as JSON, with a periodic
 * coroutine beside it. It uses the public API of Coriolis only.
 */
@NullMarked
package dev.coriolis.example;

import org.jspecify.annotations.NullMarked;
