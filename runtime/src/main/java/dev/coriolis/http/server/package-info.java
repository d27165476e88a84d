/**
 * The HTTP server: {@link dev.coriolis.http.server.HttpServer} hands each request to a {@link
 * dev.coriolis.http.server.Handler} as an {@link dev.coriolis.http.server.Exchange}. Knows {@code
 * dev.coriolis}, {@code dev.coriolis.loop}, {@code dev.coriolis.json} and {@code dev.coriolis.http}.
 */
@NullMarked
package dev.coriolis.http.server;

import org.jspecify.annotations.NullMarked;
