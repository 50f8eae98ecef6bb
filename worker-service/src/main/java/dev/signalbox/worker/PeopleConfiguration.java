package dev.signalbox.worker;

import dev.signalbox.worker.adapter.git.GitCommand;
import dev.signalbox.worker.flow.AttemptEnd;
import dev.signalbox.worker.flow.AttemptSession;
import dev.signalbox.worker.flow.AttemptWork;
import dev.signalbox.worker.flow.HomeLock;
import dev.signalbox.worker.flow.PeoplePlaces;
import dev.signalbox.worker.flow.PersonWork;
import dev.signalbox.worker.flow.Reporter;
import dev.signalbox.worker.flow.Repositories;
import dev.signalbox.worker.flow.WorkerLifecycle;
import dev.signalbox.worker.flow.Workplaces;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is there for people who work on tasks themselves. */
@Configuration(proxyBeanMethods = false)
class PeopleConfiguration {

  @Bean
  PeoplePlaces peoplePlaces(
      WorkerSettings settings, HomeLock taken, GitCommand git, Repositories repositories) {
    return new PeoplePlaces(settings.home(), git, repositories);
  }

  @Bean
  PersonWork personWork(
      PeoplePlaces people,
      AttemptWork slots,
      AttemptEnd end,
      Reporter reporter,
      AttemptWork.Outputs outputs) {
    return new PersonWork(people, slots, end, reporter, outputs);
  }

  @Bean
  WorkerLifecycle.Places places(
      Workplaces slots, PeoplePlaces people, PersonWork work, AttemptSession session) {
    return new WorkerLifecycle.Places(slots, people, session.with(work));
  }
}
