/** The streams and the terminal the user looks at. */
@NullMarked
package dev.signalbox.cli.adapter.terminal;

import org.jspecify.annotations.NullMarked;
