package dev.signalbox.worker;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How a worker works.
 *
 * @param id its name, unique in the system; made of the host's name and the home when empty
 * @param home where worktrees are; one worker at a time uses it
 * @param slots how many attempts it runs at once
 * @param skills what it can do beyond the default lane
 * @param lockUrl of the lock-service
 * @param heartbeat the time between signs of life
 * @param lease how long it may be silent before it counts as dead
 * @param grace how long a command may take to end after it was asked to
 * @param drain how long running attempts may go on after the worker was told to end
 * @param outputCap the most bytes of output kept of an attempt
 * @param gitTimeout of one git command
 * @param fetchTimeout of one fetch from another host; the first one brings everything
 * @param repositories that it may touch: beginnings of URLs and of local paths; {@code *} for all
 * @param requestTimeout of one request to the lock-service
 * @param laneRefresh how often new lanes are looked for
 * @param turnPoll how often a waiting attempt asks for its turn to merge
 * @param scaling how slots follow the load of the machine
 * @param profile what the worker is, for people
 * @param failPoint a step at which the worker kills or stops itself, for tests; empty for none
 * @param place what tasks have around them
 * @param environment variables that commands are given beside the usual ones
 * @param container how containers are run
 */
@Validated
@ConfigurationProperties(prefix = "signalbox.worker", ignoreUnknownFields = false)
public record WorkerSettings(
    @DefaultValue("") String id,
    @DefaultValue("~/.signalbox/worker") Path home,
    @DefaultValue("4") @Min(1) @Max(256) int slots,
    @DefaultValue({}) List<@Pattern(regexp = "[A-Za-z0-9_-]+") @NotBlank String> skills,
    @DefaultValue("http://localhost:8082") URI lockUrl,
    @DefaultValue("5s") Duration heartbeat,
    @DefaultValue("30s") Duration lease,
    @DefaultValue("10s") Duration grace,
    @DefaultValue("20s") Duration drain,
    @DefaultValue("10485760") @Min(1024) long outputCap,
    @DefaultValue("2m") Duration gitTimeout,
    @DefaultValue("30m") Duration fetchTimeout,
    @DefaultValue("*") List<@NotBlank String> repositories,
    @DefaultValue("5s") Duration requestTimeout,
    @DefaultValue("5s") Duration laneRefresh,
    @DefaultValue("20ms") Duration turnPoll,
    @DefaultValue @Valid ScalingSettings scaling,
    @DefaultValue ProfileSettings profile,
    @DefaultValue("") String failPoint,
    @DefaultValue @Valid PlaceSettings place,
    @DefaultValue({}) List<@Pattern(regexp = "[A-Za-z_][A-Za-z0-9_]*") String> environment,
    @DefaultValue @Valid ContainerSettings container) {

  public WorkerSettings {
    skills = List.copyOf(skills);
    environment = List.copyOf(environment);
    repositories = List.copyOf(repositories);
    home = expanded(home);
  }

  /** Zero would be a busy loop or an end before the beginning. */
  @AssertTrue(message = "durations must be positive, a lease at least 1s")
  public boolean isEachDurationPositive() {
    return lease.toSeconds() >= 1
        && Stream.of(heartbeat, gitTimeout, fetchTimeout, requestTimeout, laneRefresh, turnPoll)
            .allMatch(Duration::isPositive)
        && !grace.isNegative()
        && !drain.isNegative();
  }

  /** A lease shorter than two heartbeats would declare a living worker dead. */
  @AssertTrue(message = "the lease must be at least two heartbeats long")
  public boolean isLeaseLongEnough() {
    return lease.compareTo(heartbeat.multipliedBy(2)) >= 0;
  }

  private static Path expanded(Path home) {
    Path tilde = Path.of("~");
    return home.startsWith(tilde)
        ? Path.of(System.getProperty("user.home")).resolve(tilde.relativize(home))
        : home;
  }
}
