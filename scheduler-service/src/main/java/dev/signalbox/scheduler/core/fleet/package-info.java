/** The workers that show signs of life, and the slots they offer. */
@NullMarked
package dev.signalbox.scheduler.core.fleet;

import org.jspecify.annotations.NullMarked;
