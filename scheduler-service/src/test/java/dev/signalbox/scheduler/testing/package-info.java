/** Real servers, a scheduler on them, and workers that only pretend to work. */
@NullMarked
package dev.signalbox.scheduler.testing;

import org.jspecify.annotations.NullMarked;
