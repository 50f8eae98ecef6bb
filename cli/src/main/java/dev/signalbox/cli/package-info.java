/** The command line: one runnable jar, an HTTP client of the dashboard's API. */
@NullMarked
package dev.signalbox.cli;

import org.jspecify.annotations.NullMarked;
