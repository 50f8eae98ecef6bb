package dev.signalbox.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The launcher as users run it: a system in the background, plans on it, and what goes wrong. */
class CommandLineIT {
  @TempDir private static Path directory;
  private static String home = "";
  private static String port = "";
  private static Launched up = new Launched(-1, "", "");

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    home = directory.resolve("home").toString();
    port = Integer.toString(TestingSystem.freePort());
    up = Launched.in(directory, "up", "--home", home, "--port", port);
    assertThat(up.code()).as(up.err()).isZero();
  }

  @AfterAll
  static void stop() throws IOException, InterruptedException {
    Launched down = Launched.in(directory, "down", "--home", home);
    assertThat(down.out()).isEqualTo("down\n");
    assertThat(Launched.in(directory, "status", "--home", home).code()).isEqualTo(6);
  }

  @Test
  void upSaysWhereItIsAndASecondUpThatItIsThereAlready() throws IOException, InterruptedException {
    assertThat(up.out()).contains("up: http://127.0.0.1:" + port);

    Launched second = Launched.in(directory, "up", "--home", home, "--port", port);

    assertThat(second.code()).isZero();
    assertThat(second.out()).contains("already up: http://127.0.0.1:" + port, "pid " + pid());
  }

  @Test
  void statusForAProgramHasTheAddressAndTheWorkers() throws IOException, InterruptedException {
    JsonNode status = status();

    assertThat(status.path("url").asString()).isEqualTo("http://127.0.0.1:" + port);
    assertThat(status.path("state").asString()).isEqualTo("ready");
    assertThat(status.path("workers").size()).isEqualTo(1);
    assertThat(status.path("plans").isArray()).isTrue();
  }

  @Test
  void whatOthersKnowOfASystemIsForItsOwnerAlone() throws IOException {
    assertThat(Files.getPosixFilePermissions(Path.of(home, "server.json")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void aPlanRunsAndTheCleanCheckoutIsFastForwarded() throws IOException, InterruptedException {
    TestingRepository shop = repository("shop");
    Path plan = plan(shop, "{ files: [b.txt], run: echo b > b.txt }");

    Launched run = Launched.in(shop.directory(), "run", plan.toString(), "--home", home, "--json");

    assertThat(run.code()).as(run.err()).isZero();
    JsonNode task = run.json().path("tasks").path(0);
    assertThat(run.json().path("states").path("COMPLETED").asInt()).isEqualTo(1);
    assertThat(task.path("commit").asString()).isEqualTo(shop.git("rev-parse", "HEAD").strip());
    assertThat(task.path("worker").asString()).isEqualTo("local");
    assertThat(run.json().path("elapsedSeconds").asDouble()).isPositive();
    assertThat(run.json().has("efficiency")).isTrue();
    assertThat(Files.readString(shop.directory().resolve("b.txt"))).isEqualTo("b\n");
  }

  @Test
  @DisplayName(
      "S2-14, S2-30: a person claims, works in the worktree that is printed, and it merges")
  void aPersonDoesATask() throws IOException, InterruptedException {
    TestingRepository shop = repository("people");
    Path plan = plan(shop, "{ files: [b.txt], worker: human }");
    Launched submitted =
        Launched.in(shop.directory(), "submit", "-f", plan.toString(), "--home", home);
    String task = submitted.out().strip() + "/one";
    Launched claimed = task(shop, "claim", task, "--as", "Ann", "--json");
    assertThat(claimed.code()).as(claimed.err()).isZero();
    Path worktree = Path.of(claimed.json().path("reason").path("worktree").asString());

    assertThat(task(shop, "claim", task, "--as", "Bob").code()).isEqualTo(5);
    assertThat(task(shop, "progress", task, "1/2").code()).isZero();
    assertThat(task(shop, "people").out()).contains("Ann", "RUNNING 1/2", worktree.toString());
    Files.writeString(worktree.resolve("b.txt"), "hers\n");
    Launched merged = task(shop, "complete", task);

    assertThat(merged.code()).as(merged.out() + merged.err()).isZero();
    assertThat(shop.git("log", "-1", "--format=%an %s", "signalbox/small"))
        .isEqualToIgnoringNewLines("Ann feat: one");
    assertThat(shop.git("show", "signalbox/small:b.txt")).isEqualTo("hers\n");
  }

  private static Launched task(TestingRepository shop, String... words)
      throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of("task"));
    all.addAll(List.of(words));
    all.addAll(List.of("--home", home));
    return Launched.in(shop.directory(), all.toArray(String[]::new));
  }

  @Test
  void aPlanWithATaskThatFailsEndsWith7AndSaysWhy() throws IOException, InterruptedException {
    TestingRepository shop = repository("failing");
    Path plan = plan(shop, "{ files: [b.txt], run: exit 3 }");

    Launched run = Launched.in(shop.directory(), "run", plan.toString(), "--home", home);

    assertThat(run.code()).isEqualTo(7);
    assertThat(run.out()).contains("FAILED", "one", "3");
    assertThat(shop.git("rev-parse", "HEAD").strip()).isEqualTo(shop.base());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{ run: x, needs: one, files: [b] }      | E00",
        "{ run: x, needs: ghost, files: [b] }    | E003-unknown-need",
        "{ run: x, files: [/etc/passwd] }        | E020-outside-repository",
        "{ run: x, files: ['b['] }               | E021-bad-pattern",
        "{ run: x, files: [b], colour: red }     | E010-unknown-field",
        "{ run: [1], files: [b] }                | E012-wrong-type",
        "{ run: x, files: [b                     | E001-syntax"
      })
  void i10ABadPlanIsRefusedWithItsPlaceAndChangesNothing(String task, String code)
      throws IOException, InterruptedException {
    TestingRepository shop = repository("bad-" + Math.floorMod(task.hashCode(), 100_000));
    Path plan = plan(shop, task);
    String refs = shop.git("for-each-ref");

    Launched run = Launched.in(shop.directory(), "run", plan.toString(), "--home", home);

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err())
        .containsPattern("plan\\.yaml:[45]:\\d+: error " + code)
        .contains("hint: ");
    assertThat(shop.git("for-each-ref")).isEqualTo(refs);
  }

  @Test
  void aPortOfSomebodyElseIsNamedBeforeAnythingStarts() throws IOException, InterruptedException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      Path other = directory.resolve("other-home");
      String wanted = Integer.toString(taken.getLocalPort());

      Launched refused = Launched.in(directory, "up", "--home", other.toString(), "--port", wanted);

      assertThat(refused.code()).isEqualTo(5);
      assertThat(refused.err())
          .contains("port " + wanted + " is taken by pid " + ProcessHandle.current().pid())
          .contains("hint: choose another with --port");
      assertThat(other).doesNotExist();
    }
  }

  @Test
  void i7AFileLeftByAKilledSystemIsNoSystemAndUpStartsOneOnTheSameData()
      throws IOException, InterruptedException {
    TestingRepository shop = repository("kept");
    Path plan = plan(shop, "{ files: [b.txt], run: echo b > b.txt }");
    Path own = directory.resolve("own-home");
    String[] at = {"--home", own.toString(), "--port", "" + TestingSystem.freePort()};
    assertThat(
            Launched.in(shop.directory(), "run", plan.toString(), at[0], at[1], at[2], at[3])
                .code())
        .isZero();
    ProcessHandle system =
        ProcessHandle.of(
                Launched.in(directory, "status", "--json", at[0], at[1])
                    .json()
                    .path("pid")
                    .asLong())
            .orElseThrow();

    system.destroyForcibly();
    assertThat(system.onExit().orTimeout(20, TimeUnit.SECONDS).join().isAlive()).isFalse();

    assertThat(Launched.in(directory, "status", at[0], at[1]).code()).isEqualTo(6);
    assertThat(Launched.in(directory, "up", at[0], at[1], at[2], at[3]).code()).isZero();
    JsonNode status = Launched.in(directory, "status", "--json", at[0], at[1]).json();
    assertThat(status.path("plans").path(0).path("name").asString()).isEqualTo("small");
    assertThat(Launched.in(directory, "down", at[0], at[1]).code()).isZero();
  }

  private static long pid() throws IOException, InterruptedException {
    return status().path("pid").asLong();
  }

  private static JsonNode status() throws IOException, InterruptedException {
    return Launched.in(directory, "status", "--json", "--home", home).json();
  }

  private static TestingRepository repository(String name) {
    return TestingRepository.checkedOut(directory.resolve(name), Map.of("a.txt", "a\n"));
  }

  private static Path plan(TestingRepository repository, String task) throws IOException {
    Path plan = repository.directory().resolve("plan.yaml");
    return Files.writeString(plan, "signalbox: 1\nname: small\ntasks:\n  one: " + task + "\n");
  }
}
