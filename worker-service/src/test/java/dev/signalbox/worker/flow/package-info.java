/** Tests of how a worker goes about its work. */
@NullMarked
package dev.signalbox.worker.flow;

import org.jspecify.annotations.NullMarked;
