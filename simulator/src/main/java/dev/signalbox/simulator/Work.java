package dev.signalbox.simulator;

import dev.signalbox.common.plan.FailureKind;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a task's command does when it is run.
 *
 * @param failure how it fails; absent when it does not
 * @param changes whether it leaves something to merge
 * @param undeclared a file it changes beyond its footprint; absent for none
 */
record Work(
    Duration takes, @Nullable FailureKind failure, boolean changes, @Nullable String undeclared) {}
