package dev.signalbox.common.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Builds the tree of one YAML 1.2 or JSON document from its events, remembering places. Depth and
 * size after aliases are limited, so that a small text cannot become a large tree.
 */
final class DocumentReader {
  private static final int LONGEST_TEXT = 64 * 1024 * 1024;
  private static final int DEEPEST = 40;
  private static final int EXTRA_BY_ALIASES = 1_000_000;
  private static final LoadSettings SETTINGS =
      LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).build();

  private final Iterator<Event> events;
  private final Map<Anchor, Value> anchors = new HashMap<>();
  private final List<Problem> problems = new ArrayList<>();
  private final Scalars scalars = new Scalars(problems);
  private final long largest;
  private long size;

  /** A value with its place, the number of values in it, and the levels below it. */
  record Value(JsonNode node, Place place, long size, int height) {}

  private DocumentReader(String text) {
    this.events = new Parse(SETTINGS).parseString(text).iterator();
    this.largest = (long) text.length() + EXTRA_BY_ALIASES;
  }

  static PlanDocument read(String text) {
    if (text.length() > LONGEST_TEXT) {
      throw tooLarge(Spot.START, "the document is longer than 64 MiB");
    }
    try {
      return new DocumentReader(text).document();
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
    events.next();
    Event first = events.next();
    if (first.getEventId() == Event.ID.StreamEnd) {
      throw new UnreadableDocumentException(
          ProblemCode.SYNTAX, Spot.START, "the document is empty", "start with: signalbox: 1");
    }
    Value root = value(events.next(), 0);
    events.next();
    Event after = events.next();
    if (after.getEventId() != Event.ID.StreamEnd) {
      throw new UnreadableDocumentException(
          ProblemCode.SYNTAX,
          Spot.of(after),
          "a second document starts here",
          "put one plan into one file");
    }
    return new PlanDocument(root.node(), root.place(), problems);
  }

  private Value value(Event event, int depth) {
    Spot spot = Spot.of(event);
    if (depth > DEEPEST) {
      throw tooDeep(spot);
    }
    Value value =
        switch (event) {
          case AliasEvent alias -> aliased(alias, spot, depth);
          case ScalarEvent scalar -> new Value(scalars.node(scalar), Place.ofScalar(spot), 1, 0);
          case MappingStartEvent start -> mapping(start, spot, depth);
          case CollectionStartEvent start -> sequence(start, spot, depth);
          default ->
              throw new UnreadableDocumentException(
                  ProblemCode.SYNTAX, spot, "a value is missing here", "");
        };
    if (!(event instanceof AliasEvent)) {
      ((NodeEvent) event).getAnchor().ifPresent(anchor -> anchors.put(anchor, value));
    }
    return value;
  }

  private Value aliased(AliasEvent alias, Spot spot, int depth) {
    Value target = anchors.get(alias.getAlias());
    if (target == null) {
      throw new UnreadableDocumentException(
          ProblemCode.SYNTAX,
          spot,
          "no anchor &" + alias.getAlias() + " is complete before this alias",
          "define &" + alias.getAlias() + " above, and not around its own alias");
    }
    if (depth + target.height() > DEEPEST) {
      throw tooDeep(spot);
    }
    grow(target.size(), spot);
    return new Value(target.node(), target.place().aliasedAt(spot), target.size(), target.height());
  }

  private Value sequence(CollectionStartEvent start, Spot spot, int depth) {
    scalars.checkTag(start, "tag:yaml.org,2002:seq");
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    List<Place> items = new ArrayList<>();
    long inside = 1;
    int height = 0;
    for (Event next = events.next(); isValue(next); next = events.next()) {
      Value item = value(next, depth + 1);
      array.add(item.node());
      items.add(item.place());
      inside += item.size();
      height = Math.max(height, item.height() + 1);
    }
    grow(1, spot);
    return new Value(array, new Place(spot, spot, Map.of(), items), inside, height);
  }

  private Value mapping(MappingStartEvent start, Spot spot, int depth) {
    scalars.checkTag(start, "tag:yaml.org,2002:map");
    MappingEntries entries = new MappingEntries(problems);
    for (Event next = events.next(); isValue(next); next = events.next()) {
      if (!(next instanceof ScalarEvent key)) {
        throw new UnreadableDocumentException(
            ProblemCode.SYNTAX, Spot.of(next), "a key must be a text", "");
      }
      entries.put(key, value(events.next(), depth + 1));
    }
    Value whole = entries.toValue(spot);
    grow(1, spot);
    return whole;
  }

  private static boolean isValue(Event event) {
    return event instanceof NodeEvent;
  }

  private void grow(long by, Spot spot) {
    size += by;
    if (size > largest) {
      throw tooLarge(spot, "the aliases make the document too large");
    }
  }

  private static UnreadableDocumentException tooDeep(Spot spot) {
    return tooLarge(spot, "nested more than " + DEEPEST + " levels deep");
  }

  private static UnreadableDocumentException tooLarge(Spot spot, String message) {
    return new UnreadableDocumentException(
        ProblemCode.TOO_LARGE,
        spot,
        message,
        "split the plan, or write what the aliases stand for");
  }
}
