/**
 * Starts real Kafka, PostgreSQL and Redis from Maven artifacts, with nothing installed but a JDK.
 */
@NullMarked
package dev.signalbox.embedded;

import org.jspecify.annotations.NullMarked;
