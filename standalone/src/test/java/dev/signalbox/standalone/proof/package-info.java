/**
 * Shows that nothing is lost and nothing happens twice, whatever dies or stands still, and when.
 */
@NullMarked
package dev.signalbox.standalone.proof;

import org.jspecify.annotations.NullMarked;
