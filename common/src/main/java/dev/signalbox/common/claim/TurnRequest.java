package dev.signalbox.common.claim;

/** Asks for the turn to merge into a branch, or gives it back. */
public record TurnRequest(ClaimHandle claim, String branch) {}
