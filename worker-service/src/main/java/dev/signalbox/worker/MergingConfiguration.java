package dev.signalbox.worker;

import dev.signalbox.worker.adapter.git.ClaimRefs;
import dev.signalbox.worker.adapter.git.FencedMerge;
import dev.signalbox.worker.adapter.http.LockClient;
import dev.signalbox.worker.flow.ChangeCheck;
import dev.signalbox.worker.flow.Claiming;
import dev.signalbox.worker.flow.ClaimingChanges;
import dev.signalbox.worker.flow.Commands;
import dev.signalbox.worker.flow.Landing;
import dev.signalbox.worker.flow.Merging;
import dev.signalbox.worker.flow.PullRequests;
import dev.signalbox.worker.flow.Repair;
import dev.signalbox.worker.flow.Reporter;
import dev.signalbox.worker.flow.TaskRun;
import dev.signalbox.worker.flow.Turns;
import dev.signalbox.worker.flow.Verification;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.ScheduledExecutorService;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** From a commit of a slot to the merge. */
@Configuration(proxyBeanMethods = false)
class MergingConfiguration {

  @Bean
  ChangeCheck changeCheck(Claiming claiming, Reporter reporter) {
    return new ChangeCheck(new ClaimingChanges(claiming, reporter));
  }

  @Bean
  Turns turns(LockClient locks, ScheduledExecutorService workerClock, WorkerSettings settings) {
    return new Turns(locks, workerClock, settings.turnPoll());
  }

  @Bean
  Verification verification(Commands commands, Reporter reporter, MeterRegistry meters) {
    return new Verification(commands, reporter, meters);
  }

  @Bean
  Landing landing(ClaimRefs refs, Reporter reporter) {
    return new Landing(refs, new FencedMerge(refs), reporter);
  }

  @Bean
  Repair repair(TaskRun task, ChangeCheck changes, Reporter reporter) {
    return new Repair(task, changes, reporter);
  }

  @Bean
  PullRequests pullRequests(Landing landing, Commands commands, Reporter reporter) {
    return new PullRequests(landing, commands, reporter);
  }

  @Bean
  Merging merging(
      Turns turns,
      Verification verification,
      Landing landing,
      Repair repair,
      PullRequests pullRequests) {
    return new Merging(turns, verification, landing, repair, pullRequests);
  }
}
