/** What the worker's tests work with: a lock-service in memory, real repositories, readers. */
@NullMarked
package dev.signalbox.worker.testing;

import org.jspecify.annotations.NullMarked;
