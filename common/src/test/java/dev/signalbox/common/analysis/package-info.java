/** Tests of the package. */
@NullMarked
package dev.signalbox.common.analysis;

import org.jspecify.annotations.NullMarked;
