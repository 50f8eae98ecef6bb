package dev.signalbox.scheduler.adapter.git;

import dev.signalbox.common.id.RepositoryId;

/**
 * A repository with the branches a plan named, looked up.
 *
 * @param location the local path as users know it: the working tree, or the bare repository
 * @param base the commit to start from
 * @param targetCheckedOut whether somebody works in the target branch
 */
public record Resolved(
    RepositoryId id, String location, String target, String base, boolean targetCheckedOut) {}
