package dev.signalbox.common.plan;

import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.CoreScalarResolver;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Gives scalars their types by the core schema of YAML 1.2; other tags are problems. */
final class Scalars {
  private static final int LONGEST_INTEGER = 40;
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final ScalarResolver resolver = new CoreScalarResolver(false);
  private final List<Problem> problems;

  Scalars(List<Problem> problems) {
    this.problems = problems;
  }

  JsonNode node(ScalarEvent scalar) {
    Tag tag = tagOf(scalar);
    Optional<String> named = scalar.getTag().filter(name -> !name.equals("!"));
    if (named.isPresent() && !named.get().equals(tag.getValue())) {
      problems.add(badTag(scalar, named.get()));
    }
    return node(tag, scalar.getValue());
  }

  void checkTag(CollectionStartEvent start, String expected) {
    start
        .getTag()
        .filter(name -> !name.equals(expected) && !name.equals("!"))
        .ifPresent(name -> problems.add(badTag(start, name)));
  }

  private Tag tagOf(ScalarEvent scalar) {
    boolean text = scalar.getTag().stream().anyMatch(name -> isText(name));
    return text ? Tag.STR : resolver.resolve(scalar.getValue(), isPlain(scalar));
  }

  private static boolean isText(String tag) {
    return tag.equals("!") || tag.equals(Tag.STR.getValue());
  }

  private static boolean isPlain(ScalarEvent scalar) {
    return scalar.isPlain() || scalar.getTag().isPresent();
  }

  private static JsonNode node(Tag tag, String text) {
    if (tag.equals(Tag.NULL)) {
      return NODES.nullNode();
    } else if (tag.equals(Tag.BOOL)) {
      return NODES.booleanNode(Boolean.parseBoolean(text));
    } else if (tag.equals(Tag.INT) && text.length() <= LONGEST_INTEGER) {
      return integer(text);
    } else if (tag.equals(Tag.FLOAT)) {
      return real(text);
    }
    return NODES.stringNode(text);
  }

  private static JsonNode integer(String text) {
    BigInteger value =
        switch (text.substring(0, Math.min(2, text.length()))) {
          case "0x" -> new BigInteger(text.substring(2), 16);
          case "0o" -> new BigInteger(text.substring(2), 8);
          default -> new BigInteger(text);
        };
    if (value.bitLength() < Integer.SIZE) {
      return NODES.numberNode(value.intValue());
    }
    return value.bitLength() < Long.SIZE
        ? NODES.numberNode(value.longValue())
        : NODES.numberNode(value);
  }

  /** Not-a-number and infinity stay texts: no field of a plan takes them. */
  private static JsonNode real(String text) {
    boolean special = text.toLowerCase(Locale.ROOT).matches("[-+]?\\.(inf|nan)");
    double value = special ? Double.NaN : Double.parseDouble(text);
    return Double.isFinite(value) ? NODES.numberNode(value) : NODES.stringNode(text);
  }

  private static Problem badTag(Event event, String tag) {
    Spot spot = Spot.of(event);
    return new Problem(
        Severity.ERROR,
        ProblemCode.BAD_TAG.text(),
        "",
        spot.line(),
        spot.column(),
        "the tag " + tag + " does not fit here",
        "remove the tag; quote a value to make it a text");
  }
}
