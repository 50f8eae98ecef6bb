package dev.signalbox.dashboard.testing;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Takes the pictures of the documentation from any running dashboard: the list of plans, a plan
 * that runs, one that ended, one with a failure; each light and dark.
 */
public final class Gallery {
  private static final int WIDTH = 1440;
  private static final int HEIGHT = 900;

  private final Browser browser;
  private final String base;
  private final Path folder;

  public Gallery(Browser browser, String base, Path folder) {
    this.browser = browser;
    this.base = base;
    this.folder = folder;
  }

  /**
   * Takes one picture, or all.
   *
   * @param arguments the dashboard's address, the folder, then {@code name=path} or {@code
   *     name=path#task} for each picture, as in {@code plan-running=/plans/0190…#docs}
   */
  public static void main(String[] arguments) {
    try (Browser browser = new Browser()) {
      Gallery gallery = new Gallery(browser, arguments[0], Path.of(arguments[1]));
      for (int i = 2; i < arguments.length; i++) {
        int equals = arguments[i].indexOf('=');
        String name = arguments[i].substring(0, equals);
        for (ColorScheme scheme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
          gallery.take(name, arguments[i].substring(equals + 1), scheme).close();
        }
      }
    }
  }

  /** Takes a picture; the page stays open for whoever wants to look further. */
  public Page take(String name, String path, ColorScheme scheme) {
    return take(name, path, scheme, WIDTH, HEIGHT);
  }

  Page take(String name, String path, ColorScheme scheme, int width, int height) {
    Page page = browser.page(width, height, scheme);
    int hash = path.indexOf('#');
    page.navigate(base + (hash < 0 ? path : path.substring(0, hash)));
    page.waitForSelector("main :is(.plan-line, tr[data-key], .list, .refusal, .calm, .empty)");
    if (hash >= 0) {
      page.click("tr[data-key='" + path.substring(hash + 1) + "'] .c-state");
      page.waitForSelector(".log >> text=/./");
    }
    page.waitForSelector(".live.live");
    String suffix = scheme == ColorScheme.DARK ? "-dark" : "";
    Path file = folder.resolve(name.toLowerCase(Locale.ROOT) + suffix + ".png");
    page.screenshot(new Page.ScreenshotOptions().setPath(file));
    return page;
  }

  /** The same on a small screen. */
  public Page takeNarrow(String name, String path, ColorScheme scheme) {
    return take(name, path, scheme, 400, HEIGHT);
  }
}
