/** What the services have to know alike of the database they share. */
@NullMarked
package dev.signalbox.common.database;

import org.jspecify.annotations.NullMarked;
