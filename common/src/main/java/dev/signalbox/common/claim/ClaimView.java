package dev.signalbox.common.claim;

import dev.signalbox.common.footprint.Footprint;
import dev.signalbox.common.id.AttemptRef;
import dev.signalbox.common.id.RepositoryId;
import dev.signalbox.common.id.WorkerId;
import java.time.Instant;

/** A claim as it stands, for people and for reconciliation. */
public record ClaimView(
    RepositoryId repository,
    AttemptRef attempt,
    WorkerId worker,
    Footprint footprint,
    Instant grantedAt,
    Instant expiresAt) {}
