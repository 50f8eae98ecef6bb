/** Lets tests end or stop a real process at an exact step of its work. */
@NullMarked
package dev.signalbox.common.failpoint;

import org.jspecify.annotations.NullMarked;
