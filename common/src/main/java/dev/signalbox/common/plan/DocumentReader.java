package dev.signalbox.common.plan;

import dev.signalbox.common.plan.ValueReader.Value;
import java.io.Reader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads one YAML 1.2 or JSON document with the places of its values: whole, as a tree, or with its
 * tasks given one after the other to whoever takes them, so that nothing is kept of them here.
 */
final class DocumentReader {
  private static final LoadSettings SETTINGS =
      LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).build();
  private static final String MAP = "tag:yaml.org,2002:map";
  private static final String TASKS = "tasks";

  private final ValueReader values;
  private final @Nullable TaskSink sink;

  private DocumentReader(Reader text, @Nullable TaskSink sink) {
    this.values = new ValueReader(new Parse(SETTINGS).parseReader(text).iterator());
    this.sink = sink;
  }

  /** Takes the tasks of a document as they are read. */
  interface TaskSink {
    /** The tasks begin; the fields that were before them are known. */
    void begin(ObjectNode fields, Spot tasks);

    /** A task, whose key has not been there before. */
    void task(String key, Value value);
  }

  /** The text cannot be read task by task: its top mappings are made of others. */
  static final class TreeNeededException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** The whole document. */
  static PlanDocument tree(Reader text) {
    return read(new DocumentReader(text, null));
  }

  /** The document without the tasks that went to the sink; a single small task stands for them. */
  static PlanDocument stream(Reader text, TaskSink sink) {
    return read(new DocumentReader(text, sink));
  }

  private static PlanDocument read(DocumentReader reader) {
    try {
      return reader.document();
    } catch (MarkedYamlEngineException marked) {
      throw syntax(marked);
    } catch (YamlEngineException unmarked) {
      String message = Optional.ofNullable(unmarked.getMessage()).orElse("not YAML");
      throw new UnreadableDocumentException(
          ProblemCode.SYNTAX, Spot.START, message, "save the file as plain UTF-8 text");
    }
  }

  private static UnreadableDocumentException syntax(MarkedYamlEngineException marked) {
    Spot spot =
        marked
            .getProblemMark()
            .map(mark -> new Spot(mark.getLine() + 1, mark.getColumn() + 1))
            .orElse(Spot.START);
    String context = marked.getContext() == null ? "" : marked.getContext() + ": ";
    return new UnreadableDocumentException(
        ProblemCode.SYNTAX,
        spot,
        "not valid YAML: " + context + marked.getProblem(),
        "look at the indentation, quotes and brackets here and on the line above");
  }

  private PlanDocument document() {
    values.next();
    Event first = values.next();
    if (first.getEventId() == Event.ID.StreamEnd) {
      throw new UnreadableDocumentException(
          ProblemCode.SYNTAX, Spot.START, "the document is empty", "start with: signalbox: 1");
    }
    Value root = root(values.next());
    values.next();
    Event after = values.next();
    if (after.getEventId() != Event.ID.StreamEnd) {
      throw new UnreadableDocumentException(
          ProblemCode.SYNTAX,
          Spot.of(after),
          "a second document starts here",
          "put one plan into one file");
    }
    return new PlanDocument(root.node(), root.place(), values.problems);
  }

  private Value root(Event event) {
    return sink != null && event instanceof MappingStartEvent start && start.getAnchor().isEmpty()
        ? fields(start, sink)
        : values.value(event, 0);
  }

  private Value fields(MappingStartEvent start, TaskSink taker) {
    values.checkTag(start, MAP);
    MappingEntries entries = new MappingEntries(values.problems);
    for (Event next = values.next(); ValueReader.isValue(next); next = values.next()) {
      ScalarEvent key = plainKey(next);
      Event value = values.next();
      boolean large = key.getValue().equals(TASKS) && !entries.has(TASKS);
      entries.put(
          key,
          large && value instanceof MappingStartEvent tasks && tasks.getAnchor().isEmpty()
              ? tasks(tasks, Spot.of(key), entries.soFar(), taker)
              : values.value(value, 1));
    }
    return entries.toValue(Spot.of(start));
  }

  private Value tasks(MappingStartEvent start, Spot key, ObjectNode fields, TaskSink taker) {
    values.checkTag(start, MAP);
    taker.begin(fields, key);
    TaskKeys keys = new TaskKeys(values.problems);
    for (Event next = values.next(); ValueReader.isValue(next); next = values.next()) {
      ScalarEvent name = plainKey(next);
      Value value = values.value(values.next(), 2);
      if (keys.isNew(name)) {
        Value keyed =
            new Value(value.node(), value.place().withKey(Spot.of(name)), value.size(), 0);
        taker.task(name.getValue(), keyed);
      }
    }
    return keys.isEmpty() ? none(Spot.of(start)) : standIn(Spot.of(start));
  }

  private static ScalarEvent plainKey(Event event) {
    ScalarEvent key = ValueReader.key(event);
    if (MappingEntries.isMerge(key)) {
      throw new TreeNeededException();
    }
    return key;
  }

  private static Value none(Spot spot) {
    return new Value(
        JsonNodeFactory.instance.objectNode(), new Place(spot, spot, Map.of(), List.of()), 1, 0);
  }

  private static Value standIn(Spot spot) {
    ObjectNode tasks = JsonNodeFactory.instance.objectNode();
    tasks.putObject("a").put("run", "true");
    Place place = new Place(spot, spot, Map.of("a", Place.ofScalar(spot)), List.of());
    return new Value(tasks, place, 1, 0);
  }
}
