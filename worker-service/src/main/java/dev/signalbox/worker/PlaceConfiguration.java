package dev.signalbox.worker;

import dev.signalbox.worker.adapter.git.ClaimRefs;
import dev.signalbox.worker.adapter.git.GitCommand;
import dev.signalbox.worker.adapter.git.GuardedGit;
import dev.signalbox.worker.adapter.machine.PortBlock;
import dev.signalbox.worker.core.TaskEnvironment;
import dev.signalbox.worker.flow.Attesting;
import dev.signalbox.worker.flow.HomeLock;
import dev.signalbox.worker.flow.Premises;
import dev.signalbox.worker.flow.Repositories;
import dev.signalbox.worker.flow.Room;
import dev.signalbox.worker.flow.TaskRun;
import dev.signalbox.worker.flow.WorkerIdentity;
import dev.signalbox.worker.flow.Workplaces;
import java.io.File;
import java.nio.file.Path;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where tasks work, and what keeps them apart. */
@Configuration(proxyBeanMethods = false)
class PlaceConfiguration {

  @Bean
  Workplaces workplaces(
      WorkerSettings settings,
      HomeLock taken,
      GitCommand git,
      Repositories repositories,
      TaskRun runs) {
    return new Workplaces(settings.home().toAbsolutePath(), git, repositories, runs);
  }

  @Bean
  PortBlock portBlock(WorkerSettings settings) {
    int count = settings.slots() * settings.place().ports();
    Path locks = Path.of(System.getProperty("java.io.tmpdir"), "signalbox-ports");
    return PortBlock.take(settings.place().firstPort(), count, locks);
  }

  @Bean
  GuardedGit guardedGit(WorkerSettings settings, HomeLock taken) {
    String path = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
    return GuardedGit.install(settings.home().toAbsolutePath().resolve("bin"), path);
  }

  @Bean
  Premises premises(
      WorkerSettings settings, WorkerIdentity identity, PortBlock ports, GuardedGit git) {
    PlaceSettings place = settings.place();
    return new Premises(
        identity.worker(),
        ports.first(),
        place.ports(),
        git,
        place.caches(),
        TaskEnvironment.inherited(System.getenv(), settings.environment()));
  }

  @Bean
  Room room(Workplaces places, WorkerSettings settings) {
    File disk = settings.home().toFile();
    return new Room(places, disk::getUsableSpace, settings.place().diskReserve().toBytes());
  }

  @Bean
  Attesting attesting(ClaimRefs claims) {
    return new Attesting(claims);
  }
}
