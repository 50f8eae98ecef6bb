/** Tests of the package. */
@NullMarked
package dev.signalbox.common.plan;

import org.jspecify.annotations.NullMarked;
