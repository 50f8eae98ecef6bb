/** From a record or a request to a plan that may be accepted, or to the reasons why not. */
@NullMarked
package dev.signalbox.scheduler.flow.intake;

import org.jspecify.annotations.NullMarked;
