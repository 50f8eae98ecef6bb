package dev.signalbox.common.plan;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How long a task is thought to take, and its story points. */
public record Estimate(@Nullable Duration duration, @Nullable Double points) {}
