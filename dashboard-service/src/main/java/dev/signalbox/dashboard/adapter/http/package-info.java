/** The other services over HTTP. */
@NullMarked
package dev.signalbox.dashboard.adapter.http;

import org.jspecify.annotations.NullMarked;
