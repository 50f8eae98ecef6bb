package dev.signalbox.dashboard.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.signalbox.common.message.TaskState;
import dev.signalbox.dashboard.testing.Browser;
import dev.signalbox.dashboard.testing.Gallery;
import dev.signalbox.dashboard.testing.Scenes;
import dev.signalbox.dashboard.testing.Story;
import dev.signalbox.dashboard.testing.TestingDashboard;
import dev.signalbox.dashboard.testing.TestingScheduler;
import dev.signalbox.dashboard.testing.TestingTopics;
import dev.signalbox.embedded.testing.RealServices;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** The page in a real browser, on the real service. */
@EnabledIf(value = "hasBrowser", disabledReason = "there is no /usr/bin/chromium")
class PageIT {
  private static TestingDashboard dashboard;
  private static TestingTopics topics;
  private static TestingScheduler scheduler;
  private static Browser browser;
  private static Story running;
  private static Story failed;
  private static Story completed;

  static boolean hasBrowser() {
    return Browser.exists();
  }

  @BeforeAll
  static void start() {
    scheduler = new TestingScheduler();
    dashboard =
        TestingDashboard.start(
            RealServices.freshDatabase(), "--signalbox.dashboard.scheduler-url=" + scheduler.url());
    topics = new TestingTopics(RealServices.kafkaBootstrap());
    Scenes scenes = new Scenes(topics);
    Instant now = Instant.now();
    completed = scenes.completed(now);
    failed = scenes.failed(now);
    running = scenes.running(now);
    scheduler.answers(
        "/api/v1/plans/" + running.id() + "/waits",
        new TestingScheduler.Answer(200, "application/json", Scenes.waits()));
    scheduler.answers(
        "/api/v1/plans/" + running.id() + "/forecast",
        new TestingScheduler.Answer(200, "application/json", Scenes.forecast(now)));
    List.of(running, failed, completed).forEach(story -> answerEstimates("/plans/" + story.id()));
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> dashboard.get("/api/v1/plans/" + running.id()).body().contains("RETRY_WAIT"));
    browser = new Browser();
  }

  @AfterAll
  static void stop() {
    browser.close();
    topics.close();
    dashboard.close();
    scheduler.close();
  }

  @Test
  void hasNoAccessibilityViolationInAnyThemeOrWidth() {
    Path folder = Path.of(System.getProperty("signalbox.screenshots", "target/screenshots"));
    Gallery gallery = new Gallery(browser, dashboard.url(""), folder);
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      check("plans", gallery.take("plans", "/", scheme));
      check("running", gallery.take("plan-running", "/plans/" + running.id(), scheme));
      check("task", gallery.take("plan-task", path(running, "tax-rounding"), scheme));
      check("failed", gallery.take("plan-failed", path(failed, "new-adapter"), scheme));
      check("ended", gallery.take("plan-ended", "/plans/" + completed.id(), scheme));
      check("workers", gallery.take("workers", "/workers", scheme));
      check("rejected", gallery.take("dead-letters", "/dead-letters", scheme));
      check("narrow", gallery.takeNarrow("plan-narrow", "/plans/" + running.id(), scheme));
      check("narrow list", gallery.takeNarrow("plans-narrow", "/", scheme));
    }
    assertThat(browser.errors()).isEmpty();
  }

  @Test
  void saysWhyATaskWaits() {
    Page page = open("/plans/" + running.id());
    page.waitForSelector("tr[data-key='release'] >> text=waits for old-code");
    page.close();
  }

  /** S3-05, S3-19: the end, the critical path and the slack of each task. */
  @Test
  void saysWhenAPlanShouldBeOverAndWhichTasksMayNotBeLate() {
    Page page = open("/plans/" + running.id() + "?sort=slack");
    page.waitForSelector("dt:has-text('Expected end') + dd >> text=/in [56]:/");
    page.waitForSelector("tr[data-key='release'] .c-slack >> text=critical");
    page.waitForSelector("tr[data-key='tax-rounding'] .c-slack >> text=2:51");
    assertThat(page.locator("tr[data-key]").first().getAttribute("data-key"))
        .isEqualTo("new-adapter");
    page.waitForSelector(".origin >> text=/hybrid: [0-9]+ waves/");
    page.waitForSelector(".origin >> text=authors off by 38 % (too low, 24 tasks)");
    page.click("summary:has-text('Where waiting time went')");
    page.waitForSelector(".waited th:has-text('a path held by another task') + td >> text=3:34");
    page.close();
  }

  /** S0-38, C22: a task whose tries are used up is listed with its reason. */
  @Test
  void listsTasksThatFailedForGood() {
    Page page = browser.page(1440, 900, ColorScheme.LIGHT);
    page.navigate(dashboard.url("/dead-letters"));
    page.waitForSelector(".refusal >> text=declinesExpiredCards");
    page.waitForSelector("code:has-text('signalbox task retry " + failed.id() + "/new-adapter')");
    page.close();
  }

  @Test
  void showsChangesWithoutBeingAsked() {
    Story story = Story.of(3);
    topics.send(story.accepted(Instant.now()));
    Page page = open("/plans/" + story.id());
    topics.send(
        story.queued("t1", "w1", Instant.now()),
        story.moved("t1", TaskState.RUNNING, Instant.now()));
    page.waitForSelector("tr[data-key='t1'] >> text=running");
    page.waitForSelector(".chip >> text=running");
    topics.send(story.moved("t1", TaskState.COMPLETED, Instant.now()));
    page.waitForSelector("tr[data-key='t1'] >> text=completed");
    page.close();
  }

  @Test
  void keepsFiltersAndTheChosenTaskInTheAddress() {
    Page page = open("/plans/" + failed.id() + "?state=SKIPPED&q=re");
    assertThat(page.locator("tr[data-key]").count()).isEqualTo(4);
    page.click("button.chip:has-text('skipped')");
    page.fill("input[type=search]", "new-adapter");
    page.locator("tr[data-key='new-adapter'] a").focus();
    page.keyboard().press("Enter");
    page.waitForSelector("aside >> text=declinesExpiredCards");
    assertThat(page.url()).contains("q=new-adapter").contains("task=new-adapter");
    assertThat(page.url()).doesNotContain("state=");
    page.keyboard().press("Escape");
    page.waitForCondition(() -> page.locator("aside").count() == 0);
    page.close();
  }

  @Test
  void movesThroughRowsByArrows() {
    Page page = open("/plans/" + completed.id());
    page.locator("tr[data-key='payment-port'] a").focus();
    page.keyboard().press("ArrowDown");
    page.keyboard().press("j");
    assertThat(page.locator(":focus").textContent()).isEqualTo("ledger-schema");
    page.close();
  }

  /** Ten thousand tasks cost what one can see of them. */
  @Test
  void drawsOnlyTheRowsInSight() {
    Story story = Story.of(1);
    topics.send(story.accepted(Instant.now()));
    Page page = open("/plans/" + story.id());
    page.evaluate(
        """
        () => {
          const plan = document.querySelector('sb-plan');
          const one = [...plan.tasks.values()][0];
          for (let i = 0; i < 10000; i++) plan.tasks.set('x' + i, { ...one, key: 'x' + i });
          plan.requestUpdate();
        }
        """);
    page.waitForSelector("tr[data-key='x20']");
    assertThat(page.locator("tr[data-key]").count()).isLessThan(100);
    page.evaluate("() => scrollTo(0, document.body.scrollHeight)");
    page.waitForSelector("tr[data-key='x9999']");
    assertThat(page.locator("tr[data-key]").count()).isLessThan(100);
    page.close();
  }

  private static Page open(String path) {
    String plan = path.replaceAll("\\?.*", "");
    if (!plan.contains(running.id().toString())) {
      var none = new TestingScheduler.Answer(200, "application/json", "[]");
      scheduler.answers("/api/v1" + plan + "/waits", none);
      var nothing =
          new TestingScheduler.Answer(200, "application/json", Scenes.forecast(Instant.now()));
      scheduler.answers("/api/v1" + plan + "/forecast", nothing);
      answerEstimates(plan);
    }
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> dashboard.get("/api/v1" + plan).statusCode() == 200);
    Page page = browser.page(1440, 900, ColorScheme.LIGHT);
    page.navigate(dashboard.url(path));
    page.waitForSelector("tr[data-key]");
    return page;
  }

  private static void answerEstimates(String plan) {
    scheduler.answers(
        "/api/v1" + plan + "/estimates",
        new TestingScheduler.Answer(200, "application/json", Scenes.estimates()));
  }

  private static String path(Story story, String task) {
    return "/plans/" + story.id() + "#" + task;
  }

  private static void check(String name, Page page) {
    assertThat(new AxeBuilder(page).analyze().getViolations()).as(name).isEmpty();
    page.close();
  }
}
