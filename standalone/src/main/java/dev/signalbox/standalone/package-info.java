/** The whole system in one JVM: embedded servers first, then the four services. */
@NullMarked
package dev.signalbox.standalone;

import org.jspecify.annotations.NullMarked;
