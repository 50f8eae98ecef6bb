/** The lock-service over HTTP. */
@NullMarked
package dev.signalbox.scheduler.adapter.http;

import org.jspecify.annotations.NullMarked;
