/** Recordings on disk. */
@NullMarked
package dev.signalbox.scheduler.adapter.file;

import org.jspecify.annotations.NullMarked;
