/** The legal moves of a task and the time between its tries. */
@NullMarked
package dev.signalbox.scheduler.core.lifecycle;

import org.jspecify.annotations.NullMarked;
