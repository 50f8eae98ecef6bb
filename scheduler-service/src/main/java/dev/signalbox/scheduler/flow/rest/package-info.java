/** HTTP: plans, commands, and why tasks wait. */
@NullMarked
package dev.signalbox.scheduler.flow.rest;

import org.jspecify.annotations.NullMarked;
