/** Replays the history of a git repository as a plan and compares the result with the history. */
@NullMarked
package dev.signalbox.benchmarks.history;

import org.jspecify.annotations.NullMarked;
