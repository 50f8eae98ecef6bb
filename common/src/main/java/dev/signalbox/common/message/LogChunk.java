package dev.signalbox.common.message;

import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.signalbox.common.id.AttemptRef;
import dev.signalbox.common.id.WorkerId;
import java.time.Instant;
import java.util.UUID;

/**
 * Output lines of an attempt, in order.
 *
 * @param from the offset of the first byte of {@code text} in the attempt's whole output, in UTF-8
 *     bytes
 * @param last whether nothing follows
 */
@JsonTypeName("attempt.output")
public record LogChunk(
    UUID id, Instant at, AttemptRef attempt, WorkerId worker, long from, String text, boolean last)
    implements Message {}
