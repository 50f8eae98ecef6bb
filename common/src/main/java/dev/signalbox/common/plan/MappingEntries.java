package dev.signalbox.common.plan;

import dev.signalbox.common.plan.ValueReader.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The entries of one mapping: a key twice is a problem, {@code <<} brings in other mappings. */
final class MappingEntries {
  private static final String MERGE = "<<";

  private final List<Problem> problems;
  private final ObjectNode object = JsonNodeFactory.instance.objectNode();
  private final Map<String, Place> places = new LinkedHashMap<>();
  private final List<Value> merged = new ArrayList<>();
  private long size = 1;
  private int height;

  MappingEntries(List<Problem> problems) {
    this.problems = problems;
  }

  void put(ScalarEvent key, Value value) {
    Spot spot = Spot.of(key);
    size += value.size() + 1;
    height = Math.max(height, value.height() + 1);
    if (isMerge(key)) {
      merge(value, spot);
    } else if (places.containsKey(key.getValue())) {
      Spot first = places.getOrDefault(key.getValue(), Place.ofScalar(spot)).key();
      problems.add(duplicate(key.getValue(), spot, first));
    } else {
      object.set(key.getValue(), value.node());
      places.put(key.getValue(), value.place().withKey(spot));
    }
  }

  boolean has(String key) {
    return places.containsKey(key);
  }

  /** What has been put, without what is merged. */
  ObjectNode soFar() {
    return object;
  }

  /** The whole mapping; what it says itself comes before what it merges, the first merged wins. */
  Value toValue(Spot spot) {
    for (Value other : merged) {
      for (Map.Entry<String, JsonNode> entry : other.node().properties()) {
        Place place = other.place().members().get(entry.getKey());
        if (place != null && places.putIfAbsent(entry.getKey(), place) == null) {
          object.set(entry.getKey(), entry.getValue());
        }
      }
    }
    return new Value(object, new Place(spot, spot, places, List.of()), size, height);
  }

  private void merge(Value value, Spot spot) {
    if (value.node().isArray()) {
      for (int at = 0; at < value.node().size(); at++) {
        merge(new Value(value.node().get(at), value.place().items().get(at), 1, 0), spot);
      }
    } else if (value.node().isObject()) {
      merged.add(value);
    } else {
      problems.add(problem(ProblemCode.WRONG_TYPE, spot, "<< needs a mapping", "write <<: *name"));
    }
  }

  /** Whether the key says that its value is merged into the mapping. */
  static boolean isMerge(ScalarEvent key) {
    return key.isPlain() && key.getValue().equals(MERGE);
  }

  static Problem duplicate(String key, Spot spot, Spot first) {
    return problem(
        ProblemCode.DUPLICATE_KEY,
        spot,
        "the key " + key + " is already given on line " + first.line(),
        "rename or remove one of the two");
  }

  private static Problem problem(ProblemCode code, Spot spot, String message, String hint) {
    return new Problem(code.severity(), code.text(), "", spot.line(), spot.column(), message, hint);
  }
}
