package dev.signalbox.common.claim;

import dev.signalbox.common.footprint.Footprint;
import dev.signalbox.common.id.AttemptRef;
import dev.signalbox.common.id.RepositoryId;
import dev.signalbox.common.id.WorkerId;
import java.time.Duration;
import java.util.UUID;

/**
 * Asks for a whole footprint, all or nothing; for an amendment, the paths to add.
 *
 * @param nonce tells two deliveries of one assignment apart: the same nonce asks again, another one
 *     finds the claim taken
 */
public record ClaimRequest(
    RepositoryId repository,
    AttemptRef attempt,
    WorkerId worker,
    UUID nonce,
    Footprint footprint,
    Duration ttl) {}
