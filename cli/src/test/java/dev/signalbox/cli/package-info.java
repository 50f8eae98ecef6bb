/** Tests of the command line as a whole. */
@NullMarked
package dev.signalbox.cli;

import org.jspecify.annotations.NullMarked;
