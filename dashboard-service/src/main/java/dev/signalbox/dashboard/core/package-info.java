/** The board: what the messages of the other services add up to, computed without any IO. */
@NullMarked
package dev.signalbox.dashboard.core;

import org.jspecify.annotations.NullMarked;
