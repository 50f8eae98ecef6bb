/** Generates jOOQ classes from a module's migrations, against a throw-away PostgreSQL. */
@NullMarked
package dev.signalbox.embedded.codegen;

import org.jspecify.annotations.NullMarked;
