/** Tests of commands on a leash. */
@NullMarked
package dev.signalbox.worker.adapter.process;

import org.jspecify.annotations.NullMarked;
