/** The worker: takes attempts from Kafka, runs them in slots and merges what they made. */
@NullMarked
package dev.signalbox.worker;

import org.jspecify.annotations.NullMarked;
