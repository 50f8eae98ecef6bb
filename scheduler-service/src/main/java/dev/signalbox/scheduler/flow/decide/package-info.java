/** The decision thread: records in, one transaction per batch, effects out. */
@NullMarked
package dev.signalbox.scheduler.flow.decide;

import org.jspecify.annotations.NullMarked;
