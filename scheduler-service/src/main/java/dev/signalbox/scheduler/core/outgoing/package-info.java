/** What is sent to the world, and how the core's effects are said in messages. */
@NullMarked
package dev.signalbox.scheduler.core.outgoing;

import org.jspecify.annotations.NullMarked;
