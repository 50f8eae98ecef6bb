/** Operating system processes: commands on a leash that nothing they start can slip. */
@NullMarked
package dev.signalbox.worker.adapter.process;

import org.jspecify.annotations.NullMarked;
