/** The wire form of messages: JSON values with CloudEvents headers. */
@NullMarked
package dev.signalbox.common.codec;

import org.jspecify.annotations.NullMarked;
