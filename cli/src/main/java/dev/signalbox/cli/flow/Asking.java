package dev.signalbox.cli.flow;

import dev.signalbox.cli.adapter.http.Api;
import dev.signalbox.cli.adapter.http.Api.Answer;
import dev.signalbox.cli.adapter.http.Api.Piece;
import dev.signalbox.cli.core.outcome.CommandFailure;
import dev.signalbox.cli.core.outcome.ExitCode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Requests whose every answer but a good one ends the command. */
record Asking(Api api) {
  private static final String UUID_FORM = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

  static Asking of(Api api) {
    return new Asking(api);
  }

  Answer get(String path) {
    try {
      return good(api.get(path));
    } catch (IOException away) {
      throw unreachable(away);
    }
  }

  /** A piece of a task's output. */
  Piece text(String path) {
    try {
      Piece piece = api.text(path);
      if (!piece.ok()) {
        throw new CommandFailure(
            codeOf(piece.status()), "there is no such output", piece.text(), "");
      }
      return piece;
    } catch (IOException away) {
      throw unreachable(away);
    }
  }

  /** The id of a plan that is named by its id, the beginning of its id, or its name. */
  String planId(String named) {
    if (named.matches(UUID_FORM)) {
      return named;
    }
    List<JsonNode> plans =
        Lists.in(get("/api/v1/plans?limit=500").body(), "plans").valueStream().toList();
    return plans.stream()
        .filter(plan -> plan.path("name").asString("").equals(named))
        .findFirst()
        .or(() -> only(plans, named))
        .map(plan -> plan.path("plan").asString(""))
        .orElseThrow(() -> noPlan(named));
  }

  private static Optional<JsonNode> only(List<JsonNode> plans, String prefix) {
    List<JsonNode> fitting =
        plans.stream().filter(plan -> plan.path("plan").asString("").startsWith(prefix)).toList();
    return fitting.size() == 1 ? Optional.of(fitting.getFirst()) : Optional.empty();
  }

  private static CommandFailure noPlan(String named) {
    return new CommandFailure(
        ExitCode.NOT_FOUND,
        "there is no plan " + named,
        "",
        "name it by its id, a beginning that fits no other, or its name; see: signalbox plan list");
  }

  Answer post(String path, String body) {
    try {
      return good(api.post(path, body, Map.of("Content-Type", "application/json")));
    } catch (IOException away) {
      throw unreachable(away);
    }
  }

  Answer delete(String path) {
    try {
      return good(api.delete(path));
    } catch (IOException away) {
      throw unreachable(away);
    }
  }

  /** The answer, unless it is an error. */
  Answer good(Answer answer) {
    if (answer.ok()) {
      return answer;
    }
    String hint = answer.body().path("errors").path(0).path("hint").asString("");
    throw new CommandFailure(codeOf(answer.status()), answer.detail(), answer.code(), hint);
  }

  private static ExitCode codeOf(int status) {
    return switch (status) {
      case 404 -> ExitCode.NOT_FOUND;
      case 401, 403 -> ExitCode.NOT_ALLOWED;
      case 409 -> ExitCode.CONFLICT;
      case 502, 503, 504 -> ExitCode.UNREACHABLE;
      default -> ExitCode.FAILURE;
    };
  }

  private CommandFailure unreachable(IOException away) {
    return new CommandFailure(
        ExitCode.UNREACHABLE,
        "no server answers at " + api.url(),
        away.toString(),
        "start one with: signalbox up");
  }
}
