/** Sends what was committed, and takes it out when the broker has it. */
@NullMarked
package dev.signalbox.scheduler.flow.outbox;

import org.jspecify.annotations.NullMarked;
