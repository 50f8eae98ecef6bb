package dev.signalbox.common.message;

import java.util.List;

/**
 * The topics, their names and shapes. Every service creates them before use; submissions and events
 * are co-partitioned and never change their partition count.
 */
public final class Topics {
  public static final String SUBMISSIONS = "signalbox.submissions";
  public static final String REJECTED = "signalbox.submissions.rejected";
  public static final String EVENTS = "signalbox.events";
  public static final String CHANGES = "signalbox.changes";
  public static final String WORKERS = "signalbox.workers";
  public static final String CONTROLS = "signalbox.controls";
  public static final String LOGS = "signalbox.logs";

  /** Attempts of people: every worker takes them, beside its slots. */
  public static final String PEOPLE = "signalbox.people";

  /** The share group of all workers; its name on a lane is {@code WORKER_GROUP + "." + lane}. */
  public static final String WORKER_GROUP = "signalbox.worker";

  private static final String LANE_PREFIX = "signalbox.tasks.";
  private static final int REPOSITORY_PARTITIONS = 8;

  /**
   * A topic as it is created.
   *
   * @param compacted whether only the newest record of a key is kept
   */
  public record Topic(String name, int partitions, boolean compacted) {}

  private Topics() {}

  /** The topic of a lane. One partition shares work best among the slots of a share group. */
  public static String lane(String lane) {
    return LANE_PREFIX + lane;
  }

  /** All topics that exist from the start; lanes other than {@code default} appear with use. */
  public static List<Topic> all() {
    return List.of(
        new Topic(SUBMISSIONS, REPOSITORY_PARTITIONS, false),
        new Topic(EVENTS, REPOSITORY_PARTITIONS, false),
        new Topic(CHANGES, REPOSITORY_PARTITIONS, false),
        new Topic(REJECTED, 1, false),
        new Topic(lane("default"), 1, false),
        new Topic(PEOPLE, 1, false),
        new Topic(WORKERS, 1, true),
        new Topic(CONTROLS, 1, false),
        new Topic(LOGS, 1, false));
  }
}
