/** What a claim costs in the lock-service, beside its bare script and Redisson's multi-lock. */
@NullMarked
package dev.signalbox.benchmarks.locks;

import org.jspecify.annotations.NullMarked;
