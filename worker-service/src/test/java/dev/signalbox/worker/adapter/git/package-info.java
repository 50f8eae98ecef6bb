/** Tests of git on real repositories. */
@NullMarked
package dev.signalbox.worker.adapter.git;

import org.jspecify.annotations.NullMarked;
