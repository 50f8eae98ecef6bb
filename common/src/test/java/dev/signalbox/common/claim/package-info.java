/** Tests of the package. */
@NullMarked
package dev.signalbox.common.claim;

import org.jspecify.annotations.NullMarked;
