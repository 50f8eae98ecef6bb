/** Claims and turns in Redis: one Lua script per operation. */
@NullMarked
package dev.signalbox.lock.adapter.redis;

import org.jspecify.annotations.NullMarked;
