/** Tests of the module as a whole. */
@NullMarked
package dev.signalbox.common;

import org.jspecify.annotations.NullMarked;
