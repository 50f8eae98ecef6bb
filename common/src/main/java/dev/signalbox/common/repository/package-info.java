/** Repositories that are elsewhere: their URLs, their identity, and which of them may be used. */
@NullMarked
package dev.signalbox.common.repository;

import org.jspecify.annotations.NullMarked;
