/** The plan file: its records, its reader, and what is wrong with a bad one. */
@NullMarked
package dev.signalbox.common.plan;

import org.jspecify.annotations.NullMarked;
