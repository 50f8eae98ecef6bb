/** Tests of fail-points. */
@NullMarked
package dev.signalbox.common.failpoint;

import org.jspecify.annotations.NullMarked;
