/** Git: which repository a path means, its branches, and the branch a plan merges into. */
@NullMarked
package dev.signalbox.scheduler.adapter.git;

import org.jspecify.annotations.NullMarked;
