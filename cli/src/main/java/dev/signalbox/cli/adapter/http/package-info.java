/** Talks to the dashboard's REST API. */
@NullMarked
package dev.signalbox.cli.adapter.http;

import org.jspecify.annotations.NullMarked;
