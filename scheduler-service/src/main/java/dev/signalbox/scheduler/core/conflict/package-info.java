/** Who holds which paths, and the first holder in the way of a footprint. */
@NullMarked
package dev.signalbox.scheduler.core.conflict;

import org.jspecify.annotations.NullMarked;
