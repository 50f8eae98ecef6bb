package dev.signalbox.common.message;

import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.signalbox.common.plan.Problem;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A record that was not accepted: as it came, where it lay, and every reason.
 *
 * @param value the record's value as text; bytes that are no UTF-8 are replaced
 */
@JsonTypeName("submission.rejected")
public record SubmissionRejected(
    UUID id,
    Instant at,
    String topic,
    int partition,
    long offset,
    @Nullable String key,
    String value,
    List<Problem> reasons)
    implements Message {
  public SubmissionRejected {
    reasons = List.copyOf(reasons);
  }
}
