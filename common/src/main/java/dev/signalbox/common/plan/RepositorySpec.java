package dev.signalbox.common.plan;

import org.jspecify.annotations.Nullable;

/**
 * Where the work happens. Exactly one of path and url is given in a plan that reached the
 * scheduler.
 */
public record RepositorySpec(
    @Nullable String path, @Nullable String url, @Nullable String base, @Nullable String target) {}
