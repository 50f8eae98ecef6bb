/** When plans that run should be over, and which of their tasks may not be late. */
@NullMarked
package dev.signalbox.scheduler.core.forecast;

import org.jspecify.annotations.NullMarked;
