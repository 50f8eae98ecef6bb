package dev.signalbox.cli.flow;

import dev.signalbox.cli.adapter.terminal.Console;
import java.util.concurrent.atomic.AtomicBoolean;

/** Tells who presses Ctrl-C that the plan goes on. The JVM itself then ends with 130. */
final class InterruptNote {
  private final AtomicBoolean armed = new AtomicBoolean(true);

  private InterruptNote() {}

  static InterruptNote arm(Console console, String plan) {
    InterruptNote note = new InterruptNote();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> note.tell(console, plan), "interrupt"));
    return note;
  }

  void disarm() {
    armed.set(false);
  }

  private void tell(Console console, String plan) {
    if (armed.get()) {
      console.note("");
      console.note("the plan goes on; follow it with: signalbox plan show " + plan);
      console.note("cancel it with: signalbox plan cancel " + plan);
    }
  }
}
