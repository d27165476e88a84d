/**
 * Jackson behind a small door: what the client and the server read and write as JSON. Knows no other
 * package of Coriolis.
 */
@NullMarked
package dev.coriolis.json;

import org.jspecify.annotations.NullMarked;
