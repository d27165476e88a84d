/**
 * Routing, and handlers in the manner of Tornado: a {@link dev.coriolis.web.Router} finds the {@link
 * dev.coriolis.web.RequestHandler} or function for a request. Knows {@code dev.coriolis.http.server}
 * and what is below it.
 */
@NullMarked
package dev.coriolis.web;

import org.jspecify.annotations.NullMarked;
