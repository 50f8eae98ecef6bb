/** Tests of the package. */
@NullMarked
package dev.signalbox.common.codec;

import org.jspecify.annotations.NullMarked;
