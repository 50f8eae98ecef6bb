/** Tests of what a worker decides. */
@NullMarked
package dev.signalbox.worker.core;

import org.jspecify.annotations.NullMarked;
