/** The dashboard's application: settings, wiring, start. */
@NullMarked
package dev.signalbox.dashboard;

import org.jspecify.annotations.NullMarked;
