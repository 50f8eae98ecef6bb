package dev.signalbox.scheduler.core.schedule;

import dev.signalbox.common.message.Person;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A task is with a person: it outlives the attempts that it takes.
 *
 * @param since when they took it
 * @param until when it ends without a sign of theirs
 * @param reminded whether they were told that it ends soon
 * @param handedIn whether they said that they are done, and have not heard otherwise
 * @param worktree where they work, once there is one
 * @param step how many steps are done, if they said
 * @param total of how many, if they said
 * @param note what was said last: by them, or about what they handed in
 */
public record PersonClaim(
    Person person,
    Instant since,
    Instant until,
    boolean reminded,
    boolean handedIn,
    @Nullable String worktree,
    @Nullable Integer step,
    @Nullable Integer total,
    String note) {

  static PersonClaim by(Person person, Instant now, Instant until) {
    return new PersonClaim(person, now, until, false, false, null, null, null, "");
  }

  PersonClaim renewed(Instant later) {
    return new PersonClaim(person, since, later, false, handedIn, worktree, step, total, note);
  }

  PersonClaim asReminded() {
    return new PersonClaim(person, since, until, true, handedIn, worktree, step, total, note);
  }

  PersonClaim with(boolean done) {
    return new PersonClaim(person, since, until, reminded, done, worktree, step, total, note);
  }

  PersonClaim at(String place, String said) {
    return new PersonClaim(person, since, until, reminded, handedIn, place, step, total, said);
  }

  PersonClaim noted(String said) {
    return new PersonClaim(person, since, until, reminded, handedIn, worktree, step, total, said);
  }

  PersonClaim reported(@Nullable Integer done, @Nullable Integer of, String said) {
    return new PersonClaim(
        person,
        since,
        until,
        reminded,
        handedIn,
        worktree,
        done == null ? step : done,
        of == null ? total : of,
        said);
  }
}
