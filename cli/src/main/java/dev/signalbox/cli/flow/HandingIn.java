package dev.signalbox.cli.flow;

import dev.signalbox.cli.adapter.http.Api;
import dev.signalbox.cli.adapter.http.Api.Answer;
import dev.signalbox.cli.adapter.terminal.Console;
import dev.signalbox.cli.adapter.terminal.Console.Progress;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Says how far a long plan is on its way: on one line of a terminal, else on a line each. */
final class HandingIn implements AutoCloseable {
  private static final int STEP_PERCENT = 10;
  private static final int WHOLE = 100;

  private final Api api;
  private final Console console;
  private final String key;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final AtomicInteger percent = new AtomicInteger();
  private String said = "";
  private boolean drawn;

  private HandingIn(Api api, Console console, String key) {
    this.api = api;
    this.console = console;
    this.key = key;
  }

  static HandingIn start(Api api, Console console, String key) {
    HandingIn progress = new HandingIn(api, console, key);
    Thread.ofVirtual().name("progress").start(progress::watch);
    return progress;
  }

  /** The body, with its bytes counted as they are sent. */
  InputStream counted(InputStream body, long length) {
    return new FilterInputStream(body) {
      private long sent;

      @Override
      public int read(byte[] into, int offset, int count) throws IOException {
        int read = super.read(into, offset, count);
        sent += Math.max(0, read);
        percent.set(length == 0 ? WHOLE : (int) (sent * WHOLE / length));
        return read;
      }
    };
  }

  /** Says something new. */
  synchronized void say(String text) {
    if (text.equals(said) || ended.getCount() == 0) {
      return;
    }
    said = text;
    if (console.progress() == Progress.FRAME) {
      console.frame(List.of(text), drawn ? 1 : 0);
      drawn = true;
    } else {
      console.step(text);
    }
  }

  @Override
  public void close() {
    ended.countDown();
  }

  private void watch() {
    try {
      while (!ended.await(500, TimeUnit.MILLISECONDS)) {
        int sent = percent.get();
        if (sent < WHOLE) {
          int shown =
              console.progress() == Progress.FRAME ? sent : sent / STEP_PERCENT * STEP_PERCENT;
          say("uploading " + shown + " %");
        } else {
          ask();
        }
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  private void ask() {
    try {
      Answer answer = api.get("/api/v1/submissions/" + key);
      if (answer.ok()) {
        int tasks = answer.body().path("tasks").asInt(0);
        say(words(answer.body().path("phase").asString(""), "%,d tasks".formatted(tasks)));
      }
    } catch (IOException away) {
      say("no answer from " + api.url());
    }
  }

  private static String words(String phase, String tasks) {
    return switch (phase) {
      case "RECEIVING" -> "uploading 100 %";
      case "CHECKING" -> "checking: " + tasks;
      case "STORING" -> "storing " + tasks;
      default -> "accepting " + tasks;
    };
  }
}
