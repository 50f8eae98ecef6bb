/** How many slots a worker may use, from what its machine or container has to give. */
@NullMarked
package dev.signalbox.worker.core.scaling;

import org.jspecify.annotations.NullMarked;
