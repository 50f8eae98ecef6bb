package dev.signalbox.worker.flow;

import dev.signalbox.common.message.Progress;
import dev.signalbox.worker.core.OutputLog;
import dev.signalbox.worker.core.Report;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Follows what an attempt reports while its command runs, and tells it on at most once a second;
 * warns when three quarters of the command's time are over.
 */
final class Reporting {

  private static final long LOOK_MILLIS = 200;
  private static final Duration BETWEEN = Duration.ofSeconds(1);
  private static final double WARNED_AT = 0.75;

  private final RunningAttempt attempt;
  private final Reporter reporter;
  private final OutputLog log;
  private final ReportFile file;
  private final Report report = new Report();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread follower;
  private final long startedNanos = System.nanoTime();
  private final Instant startedAt = Instant.now();
  private Progress told = Progress.NONE;
  private long toldNanos = startedNanos - BETWEEN.toNanos();
  private boolean warned;
  private boolean cut;

  Reporting(Working work, Reporter reporter) {
    this.attempt = work.attempt();
    this.reporter = reporter;
    this.log = work.log();
    this.file = work.place().report();
    this.follower =
        Thread.ofVirtual().name("report-" + work.attempt().attempt()).start(this::follow);
  }

  /** What the task gives to those that need it, once it has ended. */
  Map<String, String> outputs() {
    return report.outputs();
  }

  /** Why the outputs cannot be passed on, if so. */
  Optional<String> refusal() {
    return report.refusal();
  }

  /** Reads the rest and tells it; nothing is told afterwards. */
  void end() throws InterruptedException {
    ended.countDown();
    follower.join();
  }

  private void follow() {
    try {
      boolean over = false;
      while (!over) {
        over = ended.await(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        look(over);
        warn();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void look(boolean over) {
    try {
      file.news().ifPresent(report::append);
    } catch (IOException unreadable) {
      if (over) {
        log.line("[signalbox: the report cannot be read: " + unreadable.getMessage() + "]");
      }
    }
    if (over) {
      report.end();
    }
    report.takeSaid().forEach(log::line);
    if (file.isTooLong() && !cut) {
      cut = true;
      log.line("[signalbox: the report is read up to " + ReportFile.LONGEST + " bytes]");
    }
    tell(over);
  }

  private void tell(boolean over) {
    boolean news = !report.progress().equals(told);
    boolean due = System.nanoTime() - toldNanos >= BETWEEN.toNanos();
    if (news && (over || due)) {
      told = report.progress();
      toldNanos = System.nanoTime();
      reporter.progressed(attempt, told);
    }
  }

  private void warn() {
    Duration limit = attempt.assignment().task().timeout();
    long warnAfter = (long) (limit.toNanos() * WARNED_AT);
    if (!warned && System.nanoTime() - startedNanos >= warnAfter) {
      warned = true;
      Instant end = startedAt.plus(limit);
      log.line("[signalbox: 75 % of the time are over; the command is ended at " + end + "]");
      reporter.nearsTimeout(attempt, end);
    }
  }
}
