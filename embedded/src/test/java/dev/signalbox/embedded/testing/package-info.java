/** Real Kafka, PostgreSQL and Redis for the tests of every module. */
@NullMarked
package dev.signalbox.embedded.testing;

import org.jspecify.annotations.NullMarked;
