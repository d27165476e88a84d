/**
 * What the HTTP client and the HTTP server share: headers, methods, statuses, media types. Knows no
 * other package of Coriolis.
 */
@NullMarked
package dev.coriolis.http;

import org.jspecify.annotations.NullMarked;
