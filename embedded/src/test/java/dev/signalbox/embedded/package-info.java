/** Tests of the embedded servers. */
@NullMarked
package dev.signalbox.embedded;

import org.jspecify.annotations.NullMarked;
