package dev.signalbox.common.message;

import dev.signalbox.common.plan.Cost;
import org.jspecify.annotations.Nullable;

/**
 * How far an attempt is, by its own words.
 *
 * @param step the step it is at; absent when it told none
 * @param steps how many there are; absent when it does not know
 * @param note what it does now; may be empty
 * @param cost what the attempt has cost up to now; absent when it told nothing
 */
public record Progress(
    @Nullable Integer step, @Nullable Integer steps, String note, @Nullable Cost cost) {
  public static final Progress NONE = new Progress(null, null, "", null);
}
