/**
 * What woven code calls: public because it must be, but not for people. Knows no other package of
 * Coriolis.
 */
@NullMarked
package dev.coriolis.frame;

import org.jspecify.annotations.NullMarked;
