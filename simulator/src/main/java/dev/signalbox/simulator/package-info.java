/** The whole system in one thread and virtual time: real cores, modelled servers, chosen faults. */
@NullMarked
package dev.signalbox.simulator;

import org.jspecify.annotations.NullMarked;
