/** How long a slot takes to be ready for an attempt, beside a worktree that is made anew. */
@NullMarked
package dev.signalbox.benchmarks.slots;

import org.jspecify.annotations.NullMarked;
