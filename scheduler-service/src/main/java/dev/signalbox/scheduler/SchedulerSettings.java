package dev.signalbox.scheduler;

import dev.signalbox.common.plan.Priority;
import dev.signalbox.scheduler.core.schedule.Memory;
import dev.signalbox.scheduler.core.schedule.Policies;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The scheduler's settings.
 *
 * @param lockUrl where the lock-service is
 * @param buffer attempts that may be published beyond the slots of the living workers
 * @param queuedLease how long an attempt may be published without being granted
 * @param workerLease of a worker that is known only by the attempts it holds
 * @param ageingTier how long a task waits to rise by a tier inside its class
 * @param reservationAfter how long a task waits for its paths before they are kept for it
 * @param preemption whether P0 tasks may stop work of lower classes
 * @param limits how many attempts may be out at one time
 * @param revokeRepeat how often an unanswered revocation is asked again
 * @param reconcileInterval how often attempts are compared with the lock-service's claims, and how
 *     old a difference is before it counts
 * @param stopGrace how long a worker may take to stop before its claim is revoked
 * @param deferral how long a deferred task waits at first when nothing is released
 * @param disposal how long a plan that is over stays in memory
 * @param earlyEvents how many events wait for plans that are not here
 * @param earlyEventAge how long each of them waits
 * @param claimTtl how long claims live without renewal
 * @param personLease how long a person's claim lasts without a sign of theirs
 * @param personReminder the percentage of that time after which they are reminded
 * @param sessionTimeout how long a silent scheduler keeps its partitions
 * @param largestMessage of a record, in bytes
 * @param inlinePlan of a plan that goes through the log as it is; longer ones are stored first
 * @param largestPlan of a plan that comes over HTTP, in bytes
 * @param tasksPerRecord how many tasks of a plan one record of its acceptance has at most
 * @param rememberMessages how long ids of messages are kept to tell duplicates
 * @param recording where all that decides is written for a replay; absent for nowhere
 * @param recordingLimit where a recording ends, in bytes
 * @param failPoint a step at which the scheduler kills or stops itself, for tests; empty for none
 * @param repositories that plans may name: beginnings of URLs and of local paths; {@code *} for all
 * @param remoteTimeout how long one question to a repository of another host may take
 */
@Validated
@ConfigurationProperties(prefix = "signalbox.scheduler", ignoreUnknownFields = false)
public record SchedulerSettings(
    @DefaultValue("http://localhost:8082") @NotNull URI lockUrl,
    @DefaultValue("1") @Min(0) @Max(1000) int buffer,
    @DefaultValue("30s") @NotNull Duration queuedLease,
    @DefaultValue("90s") @NotNull Duration workerLease,
    @DefaultValue("10m") @NotNull Duration ageingTier,
    @DefaultValue("10m") @NotNull Duration reservationAfter,
    @DefaultValue("false") boolean preemption,
    @DefaultValue @NotNull @Valid Limits limits,
    @DefaultValue("2s") @NotNull Duration revokeRepeat,
    @DefaultValue("30s") @NotNull Duration reconcileInterval,
    @DefaultValue("30s") @NotNull Duration stopGrace,
    @DefaultValue("2s") @NotNull Duration deferral,
    @DefaultValue("2s") @NotNull Duration disposal,
    @DefaultValue("1000") @Min(0) @Max(1_000_000) int earlyEvents,
    @DefaultValue("10m") @NotNull Duration earlyEventAge,
    @DefaultValue("60m") @NotNull Duration claimTtl,
    @DefaultValue("24h") @NotNull Duration personLease,
    @DefaultValue("75") @Min(1) @Max(100) int personReminder,
    @DefaultValue("10s") @NotNull Duration sessionTimeout,
    @DefaultValue("67108864") @Min(1_048_576) int largestMessage,
    @DefaultValue("1048576") @Min(1024) @Max(16_777_216) int inlinePlan,
    @DefaultValue("1073741824") @Min(1_048_576) long largestPlan,
    @DefaultValue("1000") @Min(1) @Max(10_000) int tasksPerRecord,
    @DefaultValue("7d") @NotNull Duration rememberMessages,
    @Nullable Path recording,
    @DefaultValue("268435456") @Min(1024) long recordingLimit,
    @DefaultValue("") @NotNull String failPoint,
    @DefaultValue("*") List<@NotBlank String> repositories,
    @DefaultValue("20s") @NotNull Duration remoteTimeout) {

  public SchedulerSettings {
    repositories = List.copyOf(repositories);
  }

  /**
   * How many attempts may be out at one time; 0 for as many as there are slots.
   *
   * @param system in all repositories
   * @param classes of a class, by its name: {@code P3: 2}
   * @param lanes on a lane, by its name
   * @param noFiles of tasks without declared files where the plan says {@code no-files: unchecked}
   * @param mergeWait how long finished work may wait for its merge before nothing new is started
   */
  public record Limits(
      @DefaultValue("0") @Min(0) int system,
      @DefaultValue Map<Priority, @Min(1) Integer> classes,
      @DefaultValue Map<String, @Min(1) Integer> lanes,
      @DefaultValue("4") @Min(0) int noFiles,
      @DefaultValue("30m") @NotNull Duration mergeWait) {

    Policies.Caps caps() {
      return new Policies.Caps(system, classes, lanes, noFiles, mergeWait);
    }
  }

  Policies policies() {
    Policies usual = Policies.DEFAULTS;
    return new Policies(
        queuedLease,
        revokeRepeat,
        stopGrace,
        deferral,
        usual.longestDeferral(),
        claimTtl,
        usual.conflictReruns(),
        usual.assumedDuration(),
        new Memory(disposal, earlyEvents, earlyEventAge),
        new Policies.Order(
            ageingTier,
            usual.order().highestTier(),
            reservationAfter,
            preemption,
            usual.order().foresight()),
        limits.caps(),
        new Policies.People(personLease, personReminder));
  }
}
