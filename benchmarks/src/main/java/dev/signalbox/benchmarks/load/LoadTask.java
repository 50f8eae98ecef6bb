package dev.signalbox.benchmarks.load;

import java.util.List;

/**
 * A task of a generated plan.
 *
 * @param millis how long its command takes
 */
record LoadTask(String key, List<String> needs, List<String> files, int millis) {
  LoadTask {
    needs = List.copyOf(needs);
    files = List.copyOf(files);
  }
}
