package dev.signalbox.worker;

import dev.signalbox.worker.adapter.process.ContainerExecutor;
import dev.signalbox.worker.adapter.process.Leash;
import dev.signalbox.worker.adapter.process.ProcessExecutor;
import dev.signalbox.worker.adapter.process.TmuxExecutor;
import dev.signalbox.worker.flow.Commands;
import dev.signalbox.worker.flow.TaskRun;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How commands are run. */
@Configuration(proxyBeanMethods = false)
class ExecutionConfiguration {

  @Bean
  Leash leash() {
    return new Leash();
  }

  @Bean
  Commands commands(Leash leash, WorkerSettings settings) {
    return new Commands(leash, settings.grace());
  }

  @Bean
  TaskRun taskRun(Commands commands, Leash leash, WorkerSettings settings) {
    return new TaskRun(
        commands,
        new TaskRun.Ways(
            new ProcessExecutor(leash),
            new TmuxExecutor(leash),
            new ContainerExecutor(leash, settings.container().options(), System.getenv())));
  }
}
