/** Runs random plans through the real scheduling core in virtual time and measures makespans. */
@NullMarked
package dev.signalbox.benchmarks.makespan;

import org.jspecify.annotations.NullMarked;
