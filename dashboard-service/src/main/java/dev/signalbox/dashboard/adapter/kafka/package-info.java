/** Signalbox's topics in Kafka, as the dashboard reads them. */
@NullMarked
package dev.signalbox.dashboard.adapter.kafka;

import org.jspecify.annotations.NullMarked;
