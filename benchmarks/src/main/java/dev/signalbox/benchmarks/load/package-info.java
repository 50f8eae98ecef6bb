/** Drives the whole line with generated plans and measures latency and makespan. */
@NullMarked
package dev.signalbox.benchmarks.load;

import org.jspecify.annotations.NullMarked;
