/** The lock-service: claims on footprints, merge turns, and the events that tell of them. */
@NullMarked
package dev.signalbox.lock;

import org.jspecify.annotations.NullMarked;
