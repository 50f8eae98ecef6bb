/** The shell: HTTP, the sweeper and the publisher around the claim store. */
@NullMarked
package dev.signalbox.lock.flow;

import org.jspecify.annotations.NullMarked;
