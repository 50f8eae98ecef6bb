/** The commit hook: which staged files somebody else holds, and the text that git runs. */
@NullMarked
package dev.signalbox.cli.core.hook;

import org.jspecify.annotations.NullMarked;
