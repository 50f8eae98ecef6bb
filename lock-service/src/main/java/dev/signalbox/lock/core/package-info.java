/** The rules of claims, without a server: what is granted, denied, closed, and what is told. */
@NullMarked
package dev.signalbox.lock.core;

import org.jspecify.annotations.NullMarked;
