/** Runs of the simulator that must keep the invariants, and broken parts that must not. */
@NullMarked
package dev.signalbox.simulator;

import org.jspecify.annotations.NullMarked;
