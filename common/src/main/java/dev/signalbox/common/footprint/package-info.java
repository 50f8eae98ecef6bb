/** What a task touches, and the one rule that says when two tasks are in each other's way. */
@NullMarked
package dev.signalbox.common.footprint;

import org.jspecify.annotations.NullMarked;
