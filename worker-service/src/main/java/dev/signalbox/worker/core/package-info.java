/** What a worker decides: pure functions on claims, changes, branches, output and time. */
@NullMarked
package dev.signalbox.worker.core;

import org.jspecify.annotations.NullMarked;
