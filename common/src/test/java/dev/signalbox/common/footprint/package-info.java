/** Tests of the package. */
@NullMarked
package dev.signalbox.common.footprint;

import org.jspecify.annotations.NullMarked;
