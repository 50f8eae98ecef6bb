/** The machine a worker runs on, as the operating system describes it. */
@NullMarked
package dev.signalbox.worker.adapter.machine;

import org.jspecify.annotations.NullMarked;
