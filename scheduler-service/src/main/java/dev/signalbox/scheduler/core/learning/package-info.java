/** How long tasks take, learned from those that were merged. */
@NullMarked
package dev.signalbox.scheduler.core.learning;

import org.jspecify.annotations.NullMarked;
