/** Where the terminals of running tasks are found. */
@NullMarked
package dev.signalbox.common.terminal;

import org.jspecify.annotations.NullMarked;
