package dev.signalbox.common.claim;

import dev.signalbox.common.id.RepositoryId;
import java.time.Instant;

/**
 * A repository whose claims may have been lost: until then their holders set them up again, and
 * nothing else is granted.
 *
 * @param id tells it apart from the one after the next loss
 */
public record Recovery(RepositoryId repository, String id, Instant until) {}
