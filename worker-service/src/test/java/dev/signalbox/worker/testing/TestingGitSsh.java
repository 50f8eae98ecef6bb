package dev.signalbox.worker.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.config.keys.AuthorizedKeysAuthenticator;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.apache.sshd.server.shell.InvertedShellWrapper;
import org.apache.sshd.server.shell.ProcessShell;

/** An SSH server that runs git for those who have the key. */
public final class TestingGitSsh implements AutoCloseable {

  private final SshServer server = SshServer.setUpDefaultServer();
  private final Path key;

  /** Makes a key pair and serves this machine's files. */
  public TestingGitSsh(Path folder) {
    this.key = folder.resolve("key");
    run("ssh-keygen", "-q", "-t", "ecdsa", "-N", "", "-f", key.toString());
    try {
      Path authorized = Files.copy(folder.resolve("key.pub"), folder.resolve("authorized"));
      server.setHost("127.0.0.1");
      server.setKeyPairProvider(new SimpleGeneratorHostKeyProvider(folder.resolve("host")));
      server.setPublickeyAuthenticator(new AuthorizedKeysAuthenticator(authorized));
      server.setCommandFactory((channel, command) ->
          new InvertedShellWrapper(new ProcessShell(List.of("sh", "-c", command))));
      server.start();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  public String url(Path repository) {
    return "ssh://git@127.0.0.1:" + server.getPort() + repository;
  }

  /** What {@code core.sshCommand} must be for the key to be used. */
  public String command() {
    return "ssh -F /dev/null -o BatchMode=yes -o StrictHostKeyChecking=no"
        + " -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR -i "
        + key;
  }

  private static void run(String... command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException(List.of(command) + ": " + said);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  @Override
  public void close() {
    try {
      server.stop(true);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
