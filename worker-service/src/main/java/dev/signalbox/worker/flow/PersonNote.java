package dev.signalbox.worker.flow;

import dev.signalbox.common.id.AttemptRef;
import dev.signalbox.common.id.RepositoryId;
import dev.signalbox.common.message.Assignment;
import dev.signalbox.common.message.Person;
import org.jspecify.annotations.Nullable;

/**
 * What a person's worktree is for; it lies beside it.
 *
 * @param kept the commit that has all its work, once an attempt ended; absent while one is at work
 */
record PersonNote(
    AttemptRef attempt,
    RepositoryId repository,
    String location,
    String mergeBranch,
    Person person,
    @Nullable String kept) {

  static PersonNote of(Assignment assignment, Person person) {
    return new PersonNote(
        assignment.attempt(),
        assignment.repository(),
        assignment.location(),
        assignment.mergeBranch(),
        person,
        null);
  }

  PersonNote kept(String commit) {
    return new PersonNote(attempt, repository, location, mergeBranch, person, commit);
  }
}
