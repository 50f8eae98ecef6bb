/** What may run now and why the rest waits: the decisions for one repository, without IO. */
@NullMarked
package dev.signalbox.scheduler.core.schedule;

import org.jspecify.annotations.NullMarked;
