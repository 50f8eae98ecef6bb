/** The scheduler as an application: its wiring and its settings. */
@NullMarked
package dev.signalbox.scheduler;

import org.jspecify.annotations.NullMarked;
