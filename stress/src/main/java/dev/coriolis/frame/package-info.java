/** Races of {@code dev.coriolis.frame}, each a few lines on two or three threads. */
package dev.coriolis.frame;
