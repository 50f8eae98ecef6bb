/** One very large plan, from its text to the first task that runs, and the restart after it. */
@NullMarked
package dev.signalbox.benchmarks.large;

import org.jspecify.annotations.NullMarked;
