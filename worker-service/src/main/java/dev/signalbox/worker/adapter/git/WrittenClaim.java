package dev.signalbox.worker.adapter.git;

import dev.signalbox.worker.core.ClaimRecord;

/**
 * A claim as it stands in the target repository.
 *
 * @param object the id the ref has, which the next change must find there
 */
public record WrittenClaim(String ref, ClaimRecord record, String object) {}
