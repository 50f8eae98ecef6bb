/** The commands, and what several of them share. */
@NullMarked
package dev.signalbox.cli.flow;

import org.jspecify.annotations.NullMarked;
