/** Asks the git command line. */
@NullMarked
package dev.signalbox.cli.adapter.git;

import org.jspecify.annotations.NullMarked;
