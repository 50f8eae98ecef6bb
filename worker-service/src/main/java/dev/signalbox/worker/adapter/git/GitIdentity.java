package dev.signalbox.worker.adapter.git;

import java.time.Instant;
import java.time.ZoneOffset;
import org.eclipse.jgit.lib.PersonIdent;

/** Who commits when a worker commits. */
final class GitIdentity {

  static final String NAME = "signalbox-worker";
  static final String EMAIL = "worker@signalbox.invalid";

  private GitIdentity() {}

  static PersonIdent now() {
    return new PersonIdent(NAME, EMAIL, Instant.now(), ZoneOffset.UTC);
  }
}
