/** Kafka: topics, the readers of records, the sender of what the outbox holds. */
@NullMarked
package dev.signalbox.scheduler.adapter.kafka;

import org.jspecify.annotations.NullMarked;
