package dev.signalbox.common.message;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * A person works on the task.
 *
 * @param until when their claim ends unless they are heard of
 * @param handedIn whether what they did is being verified and merged
 * @param worktree where they work, on the machine of the worker; absent until there is one
 * @param step how many steps are done, if they said
 * @param note what was said last
 */
@JsonTypeName("with-person")
public record WithPerson(
    Person person,
    Instant since,
    Instant until,
    boolean handedIn,
    @Nullable String worktree,
    @Nullable String branch,
    @Nullable Integer step,
    @Nullable Integer total,
    String note)
    implements WaitReason {
  @Override
  public String sentence() {
    String steps = step == null ? "" : " (" + step + "/" + total + ")";
    return handedIn
        ? person + " handed it in" + steps
        : person
            + " works on it"
            + steps
            + " since "
            + since.truncatedTo(ChronoUnit.SECONDS)
            + ", claim until "
            + until.truncatedTo(ChronoUnit.SECONDS);
  }
}
