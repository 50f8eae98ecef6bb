package dev.signalbox.dashboard.flow;

import dev.signalbox.dashboard.core.Changes;
import dev.signalbox.dashboard.core.DeadLetter;
import dev.signalbox.dashboard.core.Live;
import java.util.List;

/** What a batch came to, once it is committed. */
public record Stored(int records, Changes changes, List<DeadLetter> letters, Live live) {}
