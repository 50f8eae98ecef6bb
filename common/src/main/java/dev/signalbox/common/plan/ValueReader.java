package dev.signalbox.common.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Builds trees of the values of a document from its events. Depth and size after aliases are
 * limited, so that a small text cannot become a large tree.
 */
final class ValueReader {
  private static final int DEEPEST = 40;
  private static final int EXTRA_BY_ALIASES = 1_000_000;

  final List<Problem> problems = new ArrayList<>();
  private final Iterator<Event> events;
  private final Map<Anchor, Value> anchors = new HashMap<>();
  private final Scalars scalars = new Scalars(problems);
  private long position;
  private long size;

  /** A value with its place, the number of values in it, and the levels below it. */
  record Value(JsonNode node, Place place, long size, int height) {}

  ValueReader(Iterator<Event> events) {
    this.events = events;
  }

  /** The next event; every value takes at least one character, aliases apart. */
  Event next() {
    Event event = events.next();
    position = event.getStartMark().map(Mark::getIndex).orElse(0) + 1L;
    return event;
  }

  void checkTag(CollectionStartEvent start, String expected) {
    scalars.checkTag(start, expected);
  }

  /** The value that starts with an event. */
  Value value(Event event, int depth) {
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
    for (Event next = next(); isValue(next); next = next()) {
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
    for (Event next = next(); isValue(next); next = next()) {
      ScalarEvent key = key(next);
      entries.put(key, value(next(), depth + 1));
    }
    Value whole = entries.toValue(spot);
    grow(1, spot);
    return whole;
  }

  /** Whether the event starts another value of a collection, and does not end it. */
  static boolean isValue(Event event) {
    return event instanceof NodeEvent;
  }

  /** The text of a key. */
  static ScalarEvent key(Event event) {
    if (event instanceof ScalarEvent key) {
      return key;
    }
    throw new UnreadableDocumentException(
        ProblemCode.SYNTAX, Spot.of(event), "a key must be a text", "");
  }

  private void grow(long by, Spot spot) {
    size += by;
    if (size > position + EXTRA_BY_ALIASES) {
      throw tooLarge(spot, "the aliases make the document too large");
    }
  }

  private static UnreadableDocumentException tooDeep(Spot spot) {
    return tooLarge(spot, "nested more than " + DEEPEST + " levels deep");
  }

  static UnreadableDocumentException tooLarge(Spot spot, String message) {
    return new UnreadableDocumentException(
        ProblemCode.TOO_LARGE,
        spot,
        message,
        "split the plan, or write what the aliases stand for");
  }
}
