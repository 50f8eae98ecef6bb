/** How much work a loaded machine may be given: rules that workers and the scheduler share. */
@NullMarked
package dev.signalbox.common.load;

import org.jspecify.annotations.NullMarked;
