package dev.signalbox.common.plan;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Makes the tasks of a right document; what a task does not say comes from the plan's defaults. */
final class TaskAssembly {
  private static final Duration TIMEOUT = Duration.ofHours(1);
  private static final int TRIES_OF_RETRYING_PLANS = 3;

  private final JsonNode defaults;
  private final int tries;
  private final Interned interned = new Interned();

  private TaskAssembly(JsonNode defaults, OnFailure onFailure) {
    this.defaults = defaults;
    this.tries = onFailure == OnFailure.RETRY ? TRIES_OF_RETRYING_PLANS : RetrySpec.DEFAULTS.max();
  }

  /** For tasks of a plan with these fields. */
  static TaskAssembly of(JsonNode fields) {
    return new TaskAssembly(
        fields.path("defaults"), Values.word(fields, "on-failure", OnFailure.CONTINUE));
  }

  TaskSpec task(DraftTask draft) {
    JsonNode body = draft.body();
    Map<String, String> labels = merged(body, "labels");
    ExecutorKind executor = Values.word(either(body, "executor"), ExecutorKind.PROCESS);
    return new TaskSpec(
        interned.key(draft.key()),
        Values.text(body, "title", draft.key()),
        body.has("issue") ? body.path("issue").intValue() : null,
        Values.word(either(body, "type"), TaskType.FEAT),
        PriorityWords.read(either(body, "priority"), labels),
        interned.keys(draft.needs()),
        interned.patterns(DraftTask.texts(body.path("files"))),
        interned.patterns(DraftTask.texts(body.path("reads"))),
        Values.optionalText(body, "run"),
        Values.optionalText(body, "prompt"),
        Values.texts(body.path("with")),
        interned.same(merged(body, "env")),
        interned.same(labels),
        interned.same(skills(DraftTask.texts(either(body, "skills")), executor)),
        interned.same(Values.duration(either(body, "timeout"), TIMEOUT)),
        estimate(either(body, "estimate")),
        interned.same(retry(body.path("retry"), defaults.path("retry"))),
        Values.word(either(body, "worker"), WorkerKind.ANY),
        executor,
        Values.optionalText(body.has("image") ? body : defaults, "image"),
        Values.word(either(body, "conflicts"), ConflictPolicy.SERIALIZE),
        either(body, "large-deletions").asBoolean(false));
  }

  /** Who cannot run commands in this way never gets the task. */
  private static List<String> skills(List<String> own, ExecutorKind executor) {
    return Stream.concat(own.stream(), executor.skill().stream()).distinct().toList();
  }

  private JsonNode either(JsonNode body, String field) {
    return body.has(field) ? body.path(field) : defaults.path(field);
  }

  private Map<String, String> merged(JsonNode body, String field) {
    Map<String, String> all = new HashMap<>(Values.texts(defaults.path(field)));
    all.putAll(Values.texts(body.path(field)));
    return Map.copyOf(all);
  }

  private static @Nullable Estimate estimate(JsonNode node) {
    if (node.isString()) {
      return new Estimate(Values.duration(node, Duration.ZERO), null);
    }
    if (!node.isObject()) {
      return null;
    }
    JsonNode duration = node.path("duration");
    return new Estimate(
        duration.isString() ? Values.duration(duration, Duration.ZERO) : null,
        node.has("points") ? node.path("points").doubleValue() : null);
  }

  private RetrySpec retry(JsonNode own, JsonNode common) {
    JsonNode when = own.has("when") ? own.path("when") : common.path("when");
    JsonNode backoff = own.has("backoff") ? own.path("backoff") : common.path("backoff");
    List<FailureKind> kinds =
        when.valueStream().map(kind -> Values.word(kind, FailureKind.EXIT)).toList();
    return new RetrySpec(
        own.path("max").asInt(common.path("max").asInt(tries)),
        Values.duration(backoff, RetrySpec.DEFAULTS.backoff()),
        when.isArray() ? kinds : RetrySpec.RETRYABLE);
  }
}
