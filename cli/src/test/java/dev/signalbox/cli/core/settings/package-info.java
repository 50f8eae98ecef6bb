/** Tests of what can be set of the machine that works. */
@NullMarked
package dev.signalbox.cli.core.settings;

import org.jspecify.annotations.NullMarked;
