/** PostgreSQL: plans, tasks, attempts, the outbox and who owns which partition. */
@NullMarked
package dev.signalbox.scheduler.adapter.jooq;

import org.jspecify.annotations.NullMarked;
