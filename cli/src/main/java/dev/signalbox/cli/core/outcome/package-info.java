/** How a command ends: exit codes, and failures with the words for the user. */
@NullMarked
package dev.signalbox.cli.core.outcome;

import org.jspecify.annotations.NullMarked;
