package dev.signalbox.dashboard.testing;

import dev.signalbox.embedded.testing.RealServices;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;

/** A dashboard with the scenes on it, to look at while working on the page; runs until stopped. */
public final class DemoDashboard {

  private DemoDashboard() {}

  /** Takes settings like the application, as in {@code --server.port=8090}. */
  public static void main(String[] settings) throws InterruptedException {
    TestingScheduler scheduler = new TestingScheduler();
    String[] all = java.util.Arrays.copyOf(settings, settings.length + 1);
    all[settings.length] = "--signalbox.dashboard.scheduler-url=" + scheduler.url();
    TestingDashboard dashboard = TestingDashboard.start(RealServices.freshDatabase(), all);
    Scenes scenes = new Scenes(new TestingTopics(RealServices.kafkaBootstrap()));
    Instant now = Instant.now();
    Story completed = scenes.completed(now);
    Story failed = scenes.failed(now);
    Story running = scenes.running(now);
    scheduler.answers(
        "/api/v1/plans/" + running.id() + "/waits",
        new TestingScheduler.Answer(200, "application/json", Scenes.waits()));
    scheduler.answers(
        "/api/v1/plans/" + running.id() + "/forecast",
        new TestingScheduler.Answer(200, "application/json", Scenes.forecast(now)));
    scheduler.answers(
        "/api/v1/plans/" + running.id() + "/estimates",
        new TestingScheduler.Answer(200, "application/json", Scenes.estimates()));
    System.out.println("running " + dashboard.url("/plans/" + running.id()));
    System.out.println("failed " + dashboard.url("/plans/" + failed.id()));
    System.out.println("completed " + dashboard.url("/plans/" + completed.id()));
    new CountDownLatch(1).await();
  }
}
