/** What the cores were told and what they said, line by line, and how it is said again. */
@NullMarked
package dev.signalbox.scheduler.core.replay;

import org.jspecify.annotations.NullMarked;
