package dev.signalbox.scheduler.adapter.git;

import dev.signalbox.common.id.RepositoryId;

/**
 * A repository with the branches a plan named, looked up.
 *
 * @param location the local path as users know it: the working tree, or the bare repository; else
 *     the URL
 * @param base the commit to start from
 * @param targetCheckedOut whether somebody works in the target branch
 */
public record Resolved(
    RepositoryId id,
    String location,
    String target,
    String base,
    boolean targetCheckedOut,
    Place place) {

  /** Where the repository is, and what it lacks. */
  public enum Place {
    /** On this machine. */
    HERE,
    /** On another host, with the target branch. */
    ELSEWHERE,
    /** On another host, where the target branch is to be created at the base. */
    ELSEWHERE_WITHOUT_TARGET
  }
}
