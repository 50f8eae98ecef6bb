/** Kafka: lanes, events, controls, logs and heartbeats as a worker uses them. */
@NullMarked
package dev.signalbox.worker.adapter.kafka;

import org.jspecify.annotations.NullMarked;
