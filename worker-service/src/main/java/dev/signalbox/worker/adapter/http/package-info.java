/** HTTP to the lock-service. */
@NullMarked
package dev.signalbox.worker.adapter.http;

import org.jspecify.annotations.NullMarked;
