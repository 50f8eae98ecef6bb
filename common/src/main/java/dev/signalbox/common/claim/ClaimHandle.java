package dev.signalbox.common.claim;

import dev.signalbox.common.id.AttemptRef;
import dev.signalbox.common.id.RepositoryId;
import java.time.Duration;
import java.util.UUID;

/**
 * Names a claim that was granted: to renew or release it, or to take and give back a merge turn.
 *
 * @param ttl how long it shall live from now
 */
public record ClaimHandle(RepositoryId repository, AttemptRef attempt, UUID nonce, Duration ttl) {}
