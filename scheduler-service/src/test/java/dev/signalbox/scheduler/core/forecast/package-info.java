/** Tests of the package. */
@NullMarked
package dev.signalbox.scheduler.core.forecast;

import org.jspecify.annotations.NullMarked;
