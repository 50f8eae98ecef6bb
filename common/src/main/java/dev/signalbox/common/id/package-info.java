/** Typed identifiers: what two plain strings could swap silently. */
@NullMarked
package dev.signalbox.common.id;

import org.jspecify.annotations.NullMarked;
