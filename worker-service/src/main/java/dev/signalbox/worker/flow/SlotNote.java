package dev.signalbox.worker.flow;

import dev.signalbox.common.id.AttemptRef;
import dev.signalbox.common.id.RepositoryId;
import dev.signalbox.common.plan.ExecutorKind;
import org.jspecify.annotations.Nullable;

/**
 * What lies beside a slot's worktree while an attempt uses it, for the next start after a crash.
 *
 * @param base the commit the attempt started from
 * @param marker what its processes carry
 * @param executor what ran it; absent in notes of earlier versions
 */
record SlotNote(
    AttemptRef attempt,
    RepositoryId repository,
    String location,
    String base,
    String marker,
    @Nullable ExecutorKind executor) {}
