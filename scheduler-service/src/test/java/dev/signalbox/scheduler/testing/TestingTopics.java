package dev.signalbox.scheduler.testing;

import dev.signalbox.embedded.testing.RealServices;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.awaitility.Awaitility;

/** The topics of the one Kafka that all tests share. */
public final class TestingTopics {
  private static final long PATIENCE_SECONDS = 30;

  private TestingTopics() {}

  /** Deletes what an earlier test left. */
  public static void deleteAll() {
    try (Admin admin = Admin.create(settings())) {
      List<String> ours = ours(admin);
      admin.deleteTopics(ours).all().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      Awaitility.await()
          .atMost(Duration.ofSeconds(PATIENCE_SECONDS))
          .until(() -> ours(admin).isEmpty());
    } catch (InterruptedException | ExecutionException | TimeoutException failure) {
      throw new IllegalStateException(failure);
    }
  }

  public static Map<String, Object> settings() {
    return Map.of("bootstrap.servers", RealServices.kafkaBootstrap());
  }

  private static List<String> ours(Admin admin)
      throws InterruptedException, ExecutionException, TimeoutException {
    return admin.listTopics().names().get(PATIENCE_SECONDS, TimeUnit.SECONDS).stream()
        .filter(name -> name.startsWith("signalbox."))
        .toList();
  }
}
