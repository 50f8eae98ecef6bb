package dev.signalbox.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** One system that nobody disturbs: many tasks at once, and the front door for any producer. */
class ManyTasksIT {
  private static final int TASKS = 200;
  private static final long SEED = 20_260_101;

  @TempDir private static Path directory;
  private static TestingSystem system;

  @BeforeAll
  static void start() throws IOException {
    system = TestingSystem.start(directory.resolve("home"));
  }

  @AfterAll
  static void stop() {
    system.close();
  }

  @Test
  void i1AndI2AndI4HoldForManyTasksThatShareFilesOverFourSlots() throws IOException {
    Map<String, String> files = Map.of("README.md", "start\n");
    TestingRepository repository =
        TestingRepository.bare(directory.resolve("many/shop.git"), files);
    Path witness = Files.createDirectories(directory.resolve("witness"));
    GeneratedPlan generated = new GeneratedPlan(TASKS, SEED, witness);

    String id = system.api().submit(generated.yaml(repository.directory()), directory);
    JsonNode plan = system.api().awaitEnd(id, Duration.ofMinutes(4));

    assertThat(TestingApi.count(plan, "COMPLETED")).as(plan.toString()).isEqualTo(TASKS);
    History.isOneLineOfEveryTaskOnce(repository, "main", plan);
    History.hasNeedsFirst(repository, "main", generated.needs());
    assertThat(repository.tree("main")).isEqualTo(generated.expectedTree(files));
    assertThat(repository.git("fsck", "--connectivity-only")).doesNotContain("missing", "broken");
  }

  @Test
  void i10ARecordOfAnyProducerIsAcceptedAndABadOneIsRejectedAndStopsNothing()
      throws ExecutionException, InterruptedException {
    TestingRepository repository =
        TestingRepository.bare(directory.resolve("door/shop.git"), Map.of("a.txt", "a\n"));

    produce("signalbox: 1\nname: refused\ntasks: {a: {run: x, needs: a-ghost}}\n");
    produce("no plan at all: [");
    produce(
        """
        signalbox: 1
        name: through-the-door
        repository: { path: %s, target: main }
        tasks: { one: { files: [b.txt], run: echo b > b.txt } }
        """
            .formatted(repository.directory()));

    JsonNode plan = system.api().awaitEnd(planNamed("through-the-door"), Duration.ofMinutes(1));
    assertThat(plan.path("state").asString()).as(plan.toString()).isEqualTo("COMPLETED");
    assertThat(repository.tree("main")).containsEntry("b.txt", "b\n");
    await("both refusals are shown")
        .atMost(Duration.ofSeconds(20))
        .until(() -> rejectedCodes().contains("E003") && rejectedCodes().contains("E001"));
  }

  private static void produce(String document) throws ExecutionException, InterruptedException {
    Properties settings = new Properties();
    settings.put("bootstrap.servers", system.kafka());
    try (var producer =
        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
      producer.send(new ProducerRecord<>("signalbox.submissions", document)).get();
    }
  }

  private static String planNamed(String name) {
    await("plan " + name + " is known")
        .atMost(Duration.ofSeconds(30))
        .until(() -> system.api().get("/api/v1/plans?q=" + name).path("plans").size() == 1);
    JsonNode plans = system.api().get("/api/v1/plans?q=" + name).path("plans");
    return plans.path(0).path("plan").asString();
  }

  private static String rejectedCodes() {
    return String.join(
        " ",
        StreamSupport.stream(system.api().get("/api/v1/rejected").spliterator(), false)
            .flatMap(rejected -> rejected.path("reasons").valueStream())
            .map(reason -> reason.path("code").asString())
            .toList());
  }
}
