/** Every message on Signalbox's topics, as sealed families of records with explicit wire names. */
@NullMarked
package dev.signalbox.common.message;

import org.jspecify.annotations.NullMarked;
