/** Microbenchmarks of the pure cores. */
@NullMarked
package dev.signalbox.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;
