/** Tests of the rules for slots and of what is read of a machine. */
@NullMarked
package dev.signalbox.worker.core.scaling;

import org.jspecify.annotations.NullMarked;
