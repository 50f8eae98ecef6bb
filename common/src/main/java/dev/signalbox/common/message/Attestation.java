package dev.signalbox.common.message;

/**
 * What a worker checked and found right before it started a task's command.
 *
 * @param base the commit that the worktree was, with nothing beside it
 * @param worktree where the command runs
 * @param footprint digest of what was claimed
 * @param environment digest of the command's variables, without those that differ in each attempt
 * @param executor what runs the command
 */
public record Attestation(
    String base, String worktree, String footprint, String environment, String executor) {}
