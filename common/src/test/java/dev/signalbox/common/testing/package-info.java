/** What tests of every module share: a clock, builders, random footprints, the house rules. */
@NullMarked
package dev.signalbox.common.testing;

import org.jspecify.annotations.NullMarked;
