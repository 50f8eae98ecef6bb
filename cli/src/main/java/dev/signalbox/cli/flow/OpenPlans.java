package dev.signalbox.cli.flow;

import dev.signalbox.cli.adapter.http.Api;
import dev.signalbox.cli.core.view.Moments;
import dev.signalbox.cli.core.view.TextTable;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The plans that go on, and when each should be over. */
final class OpenPlans {
  private static final int MOST = 10;

  private OpenPlans() {}

  /** A table of the open plans among these; nothing when there is none. */
  static List<String> lines(Api api, JsonNode plans) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("PLAN", "STATE", "DONE", "ETA"));
    plans
        .valueStream()
        .filter(plan -> isOpen(plan.path("state").asString("")))
        .limit(MOST)
        .forEach(plan -> rows.add(row(api, plan)));
    if (rows.size() == 1) {
      return List.of();
    }
    List<String> lines = new ArrayList<>(List.of(""));
    lines.addAll(TextTable.lines(rows));
    return lines;
  }

  private static boolean isOpen(String state) {
    return state.equals("RUNNING") || state.equals("PAUSED");
  }

  private static List<String> row(Api api, JsonNode plan) {
    int done = plan.path("states").path("COMPLETED").asInt(0);
    return List.of(
        plan.path("name").asString(""),
        plan.path("state").asString(""),
        done + "/" + plan.path("taskCount").asInt(0),
        eta(api, plan.path("plan").asString("")));
  }

  private static String eta(Api api, String plan) {
    try {
      Api.Answer answer = api.get("/api/v1/plans/" + plan + "/forecast?tasks=false");
      String eta = answer.body().path("eta").asString("");
      return answer.ok() && !eta.isEmpty()
          ? Moments.of(Instant.parse(eta), Instant.now(), ZoneId.systemDefault())
          : answer.body().path("held").asString("-");
    } catch (IOException away) {
      return "-";
    }
  }
}
