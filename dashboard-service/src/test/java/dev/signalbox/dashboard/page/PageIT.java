package dev.signalbox.dashboard.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.signalbox.dashboard.testing.Browser;
import dev.signalbox.dashboard.testing.Scenes;
import dev.signalbox.dashboard.testing.Story;
import dev.signalbox.dashboard.testing.TestingDashboard;
import dev.signalbox.dashboard.testing.TestingScheduler;
import dev.signalbox.dashboard.testing.TestingTopics;
import dev.signalbox.embedded.testing.RealServices;
import java.nio.file.Path;
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
  void shots() {
    Path folder = Path.of(System.getProperty("signalbox.screenshots", "target/screenshots"));
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      String suffix = scheme == ColorScheme.DARK ? "-dark" : "";
      Page page = browser.page(1440, 900, scheme);
      page.navigate(dashboard.url("/"));
      page.waitForSelector(".plan-line");
      shoot(page, folder, "plans" + suffix);
      page.navigate(dashboard.url("/plans/" + running.id()));
      page.waitForSelector("tr[data-key='release'] >> text=waits for");
      shoot(page, folder, "plan-running" + suffix);
      page.click("tr[data-key='tax-rounding']");
      page.waitForSelector(".log >> text=completed");
      shoot(page, folder, "plan-task" + suffix);
      page.navigate(dashboard.url("/plans/" + failed.id()));
      page.waitForSelector("tr[data-key]");
      shoot(page, folder, "plan-failed" + suffix);
      page.navigate(dashboard.url("/plans/" + completed.id()));
      page.waitForSelector("tr[data-key]");
      shoot(page, folder, "plan-ended" + suffix);
      page.navigate(dashboard.url("/workers"));
      page.waitForSelector(".list");
      shoot(page, folder, "workers" + suffix);
    }
    Page narrow = browser.page(400, 800, ColorScheme.LIGHT);
    narrow.navigate(dashboard.url("/plans/" + running.id()));
    narrow.waitForSelector("tr[data-key]");
    shoot(narrow, folder, "plan-narrow");
    narrow.navigate(dashboard.url("/"));
    narrow.waitForSelector(".plan-line");
    shoot(narrow, folder, "plans-narrow");
    assertThat(browser.errors()).isEmpty();
  }

  private static void shoot(Page page, Path folder, String name) {
    page.screenshot(new Page.ScreenshotOptions().setPath(folder.resolve(name + ".png")));
    assertThat(new AxeBuilder(page).analyze().getViolations()).as(name).isEmpty();
  }
}
