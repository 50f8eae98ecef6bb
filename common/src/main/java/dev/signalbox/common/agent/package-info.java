/** The coding agents whose command lines are known. */
@NullMarked
package dev.signalbox.common.agent;

import org.jspecify.annotations.NullMarked;
