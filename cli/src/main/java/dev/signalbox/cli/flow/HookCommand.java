package dev.signalbox.cli.flow;

import dev.signalbox.cli.adapter.git.HookFolder;
import dev.signalbox.cli.adapter.git.StagedCommit;
import dev.signalbox.cli.adapter.http.Api;
import dev.signalbox.cli.adapter.terminal.Console;
import dev.signalbox.cli.core.hook.HeldFile;
import dev.signalbox.cli.core.hook.HookScript;
import dev.signalbox.cli.core.outcome.CommandFailure;
import dev.signalbox.cli.core.outcome.ExitCode;
import dev.signalbox.common.claim.ClaimView;
import dev.signalbox.common.codec.MessageCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
    name = "hook",
    description = "Keeps a user's commits off the files that running tasks hold.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {HookCommand.Install.class, HookCommand.Uninstall.class, HookCommand.Run.class})
final class HookCommand {

  @Command(
      name = "install",
      description = "Installs the pre-commit hook; an existing one goes on running after it.",
      mixinStandardHelpOptions = true)
  static final class Install extends SignalboxCommand {
    @Parameters(
        paramLabel = "DIR",
        arity = "0..1",
        description = "The repository (default: this folder's).")
    private Path directory = Path.of("");

    @Mixin private ServerOptions server = new ServerOptions();

    @Override
    ExitCode run(Console console) {
      HookFolder folder = new HookFolder(directory.toAbsolutePath());
      boolean chained = folder.install(HookScript.text(launcher(), server.asGiven()));
      console.say("installed " + folder.hook());
      if (chained) {
        console.say("the hook that was there runs after it, as " + HookScript.EARLIER);
      }
      console.say(
          "SIGNALBOX_HOOK=off skips it for one commit; git config signalbox.hook fail-closed"
              + " refuses commits that cannot be checked");
      return ExitCode.OK;
    }

    private static String launcher() {
      return System.getProperty("signalbox.launcher", "signalbox");
    }
  }

  @Command(
      name = "uninstall",
      description = "Removes the hook and puts an earlier one back.",
      mixinStandardHelpOptions = true)
  static final class Uninstall extends SignalboxCommand {
    @Parameters(
        paramLabel = "DIR",
        arity = "0..1",
        description = "The repository (default: this folder's).")
    private Path directory = Path.of("");

    @Override
    ExitCode run(Console console) {
      HookFolder folder = new HookFolder(directory.toAbsolutePath());
      console.say(
          folder.uninstall() ? "removed " + folder.hook() : "there is no hook of Signalbox here");
      return ExitCode.OK;
    }
  }

  @Command(
      name = "run",
      description = "What the hook runs: refuses staged files that a task holds.",
      mixinStandardHelpOptions = true)
  static final class Run extends SignalboxCommand {
    @Parameters(paramLabel = "HOOK", description = "The hook that git runs: pre-commit.")
    private String hook = "";

    @Option(names = "--directory", hidden = true)
    private Path directory = Path.of("");

    @Mixin private ServerOptions server = new ServerOptions();

    @Override
    ExitCode run(Console console) {
      if (!hook.equals("pre-commit")) {
        throw new CommandFailure(ExitCode.USAGE, "no hook " + hook, "", "there is: pre-commit");
      }
      StagedCommit commit = new StagedCommit(directory.toAbsolutePath());
      try {
        return judge(HeldFile.among(commit.files(), claims(commit)), console);
      } catch (CommandFailure failure) {
        if (failure.code() != ExitCode.UNREACHABLE || commit.refusesUnchecked()) {
          throw failure;
        }
        console.note("signalbox: not checked whether tasks hold these files: " + failure.words());
        return ExitCode.OK;
      }
    }

    private List<ClaimView> claims(StagedCommit commit) {
      try (Api api = server.existing()) {
        String query = "?repository=" + Api.encoded(commit.repository());
        JsonNode found = Lists.in(Asking.of(api).get("/api/v1/locks" + query).body(), "claims");
        List<ClaimView> claims = new ArrayList<>();
        found.forEach(each -> claims.add(api.as(each, ClaimView.class)));
        Optional<String> holder = commit.holder();
        claims.removeIf(
            claim -> holder.filter(claim.attempt().task().toString()::equals).isPresent());
        return claims;
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }

    private static ExitCode judge(List<HeldFile> held, Console console) {
      if (console.json()) {
        console.data(MessageCodec.mapper().writeValueAsString(held));
      }
      if (held.isEmpty()) {
        return ExitCode.OK;
      }
      console.note(console.paint().red("error:") + " this commit touches what running tasks hold");
      held.forEach(each -> console.note("  " + each.sentence(Instant.now())));
      console.note(
          "hint: wait for the task, or commit the other files; SIGNALBOX_HOOK=off skips this check");
      return ExitCode.CONFLICT;
    }
  }
}
