/** Sends claim events to Kafka. */
@NullMarked
package dev.signalbox.lock.adapter.kafka;

import org.jspecify.annotations.NullMarked;
