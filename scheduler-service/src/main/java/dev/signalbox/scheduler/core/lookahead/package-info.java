/** Tries orders of a plan before it runs and keeps the one that ends first. */
@NullMarked
package dev.signalbox.scheduler.core.lookahead;

import org.jspecify.annotations.NullMarked;
