/** Tests of the package. */
@NullMarked
package dev.signalbox.common.agent;

import org.jspecify.annotations.NullMarked;
