/** The dashboard's shell: reads topics into tables, and answers HTTP from them. */
@NullMarked
package dev.signalbox.dashboard.flow;

import org.jspecify.annotations.NullMarked;
