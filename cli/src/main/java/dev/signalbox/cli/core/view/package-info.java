/** What people read: lines and tables made from a plan's summary. */
@NullMarked
package dev.signalbox.cli.core.view;

import org.jspecify.annotations.NullMarked;
