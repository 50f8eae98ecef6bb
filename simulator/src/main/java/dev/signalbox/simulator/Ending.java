package dev.signalbox.simulator;

import java.util.List;

/** What came of a batch. */
sealed interface Ending {

  /** It is committed, and these records are to be sent. */
  record Done(List<Store.Outgoing> outgoing) implements Ending {
    public Done {
      outgoing = List.copyOf(outgoing);
    }
  }

  /** As far as is known, it did not happen. */
  record Failed() implements Ending {}

  /** Somebody else decides here. */
  record NotOwner() implements Ending {}
}
