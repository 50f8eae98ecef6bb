/** Shows that a replayed history is the history. */
@NullMarked
package dev.signalbox.benchmarks.history;

import org.jspecify.annotations.NullMarked;
