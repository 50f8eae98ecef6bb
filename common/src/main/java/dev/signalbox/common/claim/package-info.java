/** What the lock-service is asked and what it answers. */
@NullMarked
package dev.signalbox.common.claim;

import org.jspecify.annotations.NullMarked;
