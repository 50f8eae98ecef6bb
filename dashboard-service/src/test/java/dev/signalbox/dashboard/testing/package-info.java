/** A dashboard on real servers, and stories of plans to feed it with. */
@NullMarked
package dev.signalbox.dashboard.testing;

import org.jspecify.annotations.NullMarked;
