package dev.signalbox.cli.flow;

import dev.signalbox.cli.adapter.git.DemoRepository;
import dev.signalbox.cli.adapter.http.Api;
import dev.signalbox.cli.adapter.process.ServerFile;
import dev.signalbox.cli.adapter.terminal.Console;
import dev.signalbox.cli.core.demo.Check;
import dev.signalbox.cli.core.demo.DemoChecks;
import dev.signalbox.cli.core.demo.DemoPlan;
import dev.signalbox.cli.core.demo.GitFacts;
import dev.signalbox.cli.core.outcome.ExitCode;
import dev.signalbox.cli.core.view.SummaryText;
import dev.signalbox.cli.flow.FollowPlan.Ended;
import dev.signalbox.cli.flow.SubmitPlan.Accepted;
import dev.signalbox.common.codec.MessageCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The demo itself: a repository, a plan run on it, and the proof that git has what was intended.
 */
final class RunDemo {
  private final Console console;
  private final ServerFile server;
  private final Path repository;

  /**
   * @param repository where the sample goes; nothing is there yet
   */
  RunDemo(Console console, ServerFile server, Path repository) {
    this.console = console;
    this.server = server;
    this.repository = repository;
  }

  /** Runs it; only a result that is what the demo intends is a success. */
  ExitCode run(DemoPlan plan) {
    DemoRepository sample = DemoRepository.create(repository, DemoPlan.startingTree());
    String base = sample.head();
    PlanFile file = write(plan);
    try (Api api = ServerOptions.of(server)) {
      Accepted accepted = SubmitPlan.submit(api, console, file);
      console.step("sample repository: " + sample.directory());
      console.step("dashboard: " + server.url() + "/plans/" + accepted.plan());
      Ended ended = new FollowPlan(api, console, null).toEnd(accepted.plan());
      console.say(SummaryText.lines(ended.summary(), console.paint()));
      new FinishCheckout(console).after(accepted);
      return judge(plan, ended, sample.facts(base, branchOf(accepted), targetOf(accepted)));
    } catch (SubmitPlan.RefusedPlan shown) {
      return ExitCode.FAILURE;
    }
  }

  private ExitCode judge(DemoPlan plan, Ended ended, GitFacts facts) {
    List<Check> checks = new DemoChecks(plan, ended.summary(), facts).all();
    console.say("");
    checks.forEach(this::tell);
    boolean ok = checks.stream().allMatch(Check::ok);
    console.say(
        ok
            ? console.paint().green("The result is what the demo intends.")
            : console.paint().red("The result is NOT what the demo intends."));
    if (console.json()) {
      console.data(json(ended, checks, ok));
    }
    return ok ? ExitCode.OK : ExitCode.FAILURE;
  }

  private void tell(Check check) {
    console.say(
        check.ok()
            ? console.paint().green("  ok    ") + check.name()
            : console.paint().red("  WRONG ") + check.name() + ": " + check.detail());
  }

  private String json(Ended ended, List<Check> checks, boolean ok) {
    JsonMapper json = MessageCodec.mapper();
    ObjectNode all = json.createObjectNode();
    ended.body().properties().forEach(field -> all.set(field.getKey(), field.getValue()));
    all.put("dashboard", server.url());
    all.put("repository", repository.toString());
    ObjectNode verification = all.putObject("verification");
    verification.put("ok", ok);
    verification.set("checks", json.valueToTree(checks));
    return all.toString();
  }

  /** Beside the repository: a plan file inside would be part of the tree. */
  private PlanFile write(DemoPlan plan) {
    try {
      Path file = repository.resolveSibling(repository.getFileName() + ".plan.yaml");
      Files.writeString(file, plan.yaml());
      PlanFile written = PlanFile.read(file);
      return written.in(repository);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static String branchOf(Accepted accepted) {
    return Objects.requireNonNullElse(accepted.mergeBranch(), "signalbox/" + DemoPlan.NAME);
  }

  private static String targetOf(Accepted accepted) {
    return Objects.requireNonNullElse(accepted.target(), "main");
  }
}
