/** What can be said of a plan before it runs: how parallel it is, how long, and what collides. */
@NullMarked
package dev.signalbox.common.analysis;

import org.jspecify.annotations.NullMarked;
