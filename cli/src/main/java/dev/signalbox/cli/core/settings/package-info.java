/** What can be set of the machine that works: by option, by environment, by file. */
@NullMarked
package dev.signalbox.cli.core.settings;

import org.jspecify.annotations.NullMarked;
