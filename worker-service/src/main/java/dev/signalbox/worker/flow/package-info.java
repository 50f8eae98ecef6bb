/** The walk of an attempt: what is read from adapters, decided in the core, and done. */
@NullMarked
package dev.signalbox.worker.flow;

import org.jspecify.annotations.NullMarked;
