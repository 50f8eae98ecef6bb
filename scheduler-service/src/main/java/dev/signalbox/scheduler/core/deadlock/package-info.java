/** Who waits for whom, and whether anybody waits for itself in the end. */
@NullMarked
package dev.signalbox.scheduler.core.deadlock;

import org.jspecify.annotations.NullMarked;
