/** Tests of the package. */
@NullMarked
package dev.signalbox.common.id;

import org.jspecify.annotations.NullMarked;
