package dev.signalbox.embedded;

import dev.signalbox.embedded.ChildProcess.Signal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** PostgreSQL's data directory: made once, and what its pid file says. */
final class PostgresData {

  static final String SUPERUSER = "postgres";

  private static final int PASSWORD_BYTES = 16;
  private static final int STATUS_LINE = 7;
  private static final Duration INITDB_LIMIT = Duration.ofSeconds(120);

  private final Path home;
  private final Path binaries;
  private final Privileges privileges;

  PostgresData(Path home, Path binaries, Privileges privileges) {
    this.home = home;
    this.binaries = binaries;
    this.privileges = privileges;
  }

  Path folder() {
    return home.resolve("data");
  }

  String password() throws IOException {
    return Files.readString(passwordFile()).strip();
  }

  /** Makes the directory at the first start; clears the traces of a killed server at later ones. */
  void prepare(boolean throwAway) throws IOException {
    privileges.own(home);
    privileges.requireReach(home);
    privileges.requireReach(binaries);
    if (Files.exists(folder())) {
      // No server is left in here. Its pid may by now be another program's, which would stop ours.
      Files.deleteIfExists(pidFile());
      return;
    }
    Path work = home.resolve("data.unfinished");
    Directories.delete(work);
    Files.createDirectory(work);
    privileges.own(work);
    writePassword();
    ChildProcess.spawn("initdb", privileges, initdb(work, throwAway), Signal.INT, initdbLog())
        .awaitSuccess(INITDB_LIMIT);
    Files.move(work, folder(), StandardCopyOption.ATOMIC_MOVE);
  }

  /** Whether the server with this pid, and no other, takes connections. */
  boolean isReady(long pid) {
    try {
      List<String> lines = Files.readAllLines(pidFile());
      return lines.size() > STATUS_LINE
          && lines.getFirst().strip().equals(Long.toString(pid))
          && lines.get(STATUS_LINE).startsWith("ready");
    } catch (IOException notYetThere) {
      return false;
    }
  }

  private List<String> initdb(Path target, boolean throwAway) {
    List<String> command = new ArrayList<>();
    command.add(binaries.resolve("bin/initdb").toString());
    command.addAll(List.of("-D", target.toString(), "-U", SUPERUSER, "-E", "UTF8"));
    command.addAll(List.of("-A", "scram-sha-256", "--pwfile=" + passwordFile()));
    command.addAll(List.of("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"));
    if (throwAway) {
      command.add("--no-sync");
    }
    return command;
  }

  private void writePassword() throws IOException {
    byte[] random = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(random);
    Path file = passwordFile();
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, HexFormat.of().formatHex(random) + "\n", StandardCharsets.UTF_8);
    privileges.own(file);
  }

  private Path passwordFile() {
    return home.resolve("password");
  }

  private Path pidFile() {
    return folder().resolve("postmaster.pid");
  }

  private Path initdbLog() {
    return home.resolve("initdb.log");
  }
}
