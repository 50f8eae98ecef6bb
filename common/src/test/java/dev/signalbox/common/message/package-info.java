/** Tests of the package. */
@NullMarked
package dev.signalbox.common.message;

import org.jspecify.annotations.NullMarked;
