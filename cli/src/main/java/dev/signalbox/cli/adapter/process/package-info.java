/** Starts, finds and stops the standalone system of a home directory. */
@NullMarked
package dev.signalbox.cli.adapter.process;

import org.jspecify.annotations.NullMarked;
