package dev.signalbox.common.plan;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a value of a document stands, with the places of what is in it.
 *
 * @param key where its key stands; the value's own spot when it has none
 */
record Place(Spot key, Spot value, Map<String, Place> members, List<Place> items) {

  static Place ofScalar(Spot spot) {
    return new Place(spot, spot, Map.of(), List.of());
  }

  Place withKey(Spot spot) {
    return new Place(spot, value, members, items);
  }

  /** This value used at another spot, by an alias. */
  Place aliasedAt(Spot spot) {
    return new Place(spot, spot, members, items);
  }

  /** The spot of a key, or of the nearest thing around it that exists. */
  Spot ofKey(String pointer) {
    return find(pointer).key;
  }

  /** The spot of a value: its own for a scalar, that of its key for a collection. */
  Spot ofValue(String pointer) {
    Place found = find(pointer);
    return found.members.isEmpty() && found.items.isEmpty() ? found.value : found.key;
  }

  private Place find(String pointer) {
    Place here = this;
    for (String segment : JsonPath.segments(pointer)) {
      Place next = here.child(segment);
      if (next == null) {
        return here;
      }
      here = next;
    }
    return here;
  }

  private @Nullable Place child(String segment) {
    if (items.isEmpty()) {
      return members.get(segment);
    }
    int index = segment.matches("[0-9]{1,9}") ? Integer.parseInt(segment) : -1;
    return index >= 0 && index < items.size() ? items.get(index) : null;
  }
}
