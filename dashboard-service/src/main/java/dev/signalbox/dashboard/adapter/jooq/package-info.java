/** The board's tables in PostgreSQL, through jOOQ. */
@NullMarked
package dev.signalbox.dashboard.adapter.jooq;

import org.jspecify.annotations.NullMarked;
