/** Git: the command line behind one guarded class, JGit for objects, in-core merges and refs. */
@NullMarked
package dev.signalbox.worker.adapter.git;

import org.jspecify.annotations.NullMarked;
