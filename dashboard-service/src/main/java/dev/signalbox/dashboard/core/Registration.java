package dev.signalbox.dashboard.core;

import dev.signalbox.common.id.WorkerId;
import dev.signalbox.common.message.WorkerMessage.Allowance;
import dev.signalbox.common.message.WorkerMessage.Kind;
import dev.signalbox.common.message.WorkerMessage.Profile;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a worker that no topic speaks of says of itself: a person, a script, an agent. Absent fields
 * are as they were, or usual.
 *
 * @param kind {@code agent}, {@code script} or {@code person}
 * @param capacity how many tasks it takes at one time
 * @param lease how long it counts as there after a sign of life
 * @param currentTasks what it works on
 * @param draining whether it takes nothing new
 */
public record Registration(
    @Nullable String id,
    @Nullable String kind,
    @Nullable String name,
    @Nullable List<String> skills,
    @Nullable Integer capacity,
    @Nullable Duration lease,
    @Nullable List<String> currentTasks,
    @Nullable Boolean draining,
    @Nullable Map<String, String> metadata) {
  private static final String ID = "[A-Za-z0-9][A-Za-z0-9._-]{0,99}";
  private static final String SKILL = "[A-Za-z0-9_-]{1,60}";
  private static final int MOST = 1_000;
  private static final int LONGEST = 200;
  private static final Duration OF_PERSONS = Duration.ofDays(365);
  private static final Duration USUAL = Duration.ofSeconds(90);

  /** What is wrong with it, each with how it should be. */
  public List<String> problems(boolean isNew) {
    Map<String, Boolean> flaws = new LinkedHashMap<>();
    flaws.put(
        "id is letters, digits, dots, underscores and hyphens, up to 100", isNew && hasNoId());
    flaws.put("kind is agent, script or person", isNew ? hasNoKind() : hasOtherKind());
    flaws.put(
        "skills are letters, digits, underscores and hyphens, up to 60 each", hasOtherSkills());
    flaws.put("capacity is from 1 to " + MOST, isOutOfRange());
    flaws.put("lease is at least one second, as in PT90S", isTooShort());
    flaws.put(
        "name, metadata and current tasks are up to " + LONGEST + " characters each", isTooLong());
    return flaws.entrySet().stream().filter(Map.Entry::getValue).map(Map.Entry::getKey).toList();
  }

  /** The row of a worker that is new. */
  public WorkerRow row(UUID instance, Instant now) {
    Kind of = kindOf(Objects.requireNonNullElse(kind, "")).orElseThrow();
    int slots = Objects.requireNonNullElse(capacity, 1);
    WorkerRow plain =
        new WorkerRow(
            new WorkerId(Objects.requireNonNullElse(id, "")),
            instance,
            "",
            0,
            slots,
            List.of(),
            List.of(),
            of == Kind.PERSON ? OF_PERSONS : USUAL,
            -1,
            -1,
            -1,
            now,
            now,
            false,
            slots,
            Allowance.unlimited(slots),
            new Profile(of, "", Map.of()));
    return changed(plain, now);
  }

  /** A row with what is said here; at the same time a sign of life. */
  public WorkerRow changed(WorkerRow row, Instant now) {
    int slots = Objects.requireNonNullElse(capacity, row.capacity());
    boolean drains = Objects.requireNonNullElse(draining, row.allowance().draining());
    return new WorkerRow(
        row.worker(),
        row.instance(),
        row.host(),
        row.pid(),
        drains ? 0 : slots,
        Objects.requireNonNullElse(skills, row.skills()),
        Objects.requireNonNullElse(currentTasks, row.running()),
        Objects.requireNonNullElse(lease, row.lease()),
        row.cpuPercent(),
        row.memoryPercent(),
        row.diskFreeBytes(),
        row.firstSeen(),
        now,
        false,
        slots,
        new Allowance(slots, drains ? "it drains" : "", drains, -1),
        new Profile(
            kindOf(Objects.requireNonNullElse(kind, "")).orElse(row.profile().kind()),
            Objects.requireNonNullElse(name, row.profile().name()),
            Objects.requireNonNullElse(metadata, row.profile().metadata())));
  }

  private boolean hasNoId() {
    return id == null || !id.matches(ID);
  }

  private boolean hasNoKind() {
    return kind == null || hasOtherKind();
  }

  private boolean hasOtherKind() {
    return kind != null && kindOf(kind).isEmpty();
  }

  private boolean hasOtherSkills() {
    return skills != null && !skills.stream().allMatch(skill -> skill.matches(SKILL));
  }

  private boolean isOutOfRange() {
    return capacity != null && (capacity < 1 || capacity > MOST);
  }

  private boolean isTooShort() {
    return lease != null && lease.compareTo(Duration.ofSeconds(1)) < 0;
  }

  private boolean isTooLong() {
    List<String> texts = new ArrayList<>();
    texts.add(Objects.requireNonNullElse(name, ""));
    texts.addAll(Objects.requireNonNullElse(currentTasks, List.of()));
    Objects.requireNonNullElse(metadata, Map.<String, String>of())
        .forEach((key, value) -> texts.addAll(List.of(key, value)));
    return texts.size() > MOST || texts.stream().anyMatch(text -> text.length() > LONGEST);
  }

  private static Optional<Kind> kindOf(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "agent", "ai_agent" -> Optional.of(Kind.AGENT);
      case "script" -> Optional.of(Kind.SCRIPT);
      case "person", "human" -> Optional.of(Kind.PERSON);
      default -> Optional.empty();
    };
  }
}
