package dev.signalbox.worker;

import dev.signalbox.common.codec.MessageCodec;
import dev.signalbox.common.failpoint.FailPoint;
import dev.signalbox.common.id.WorkerId;
import dev.signalbox.common.repository.AllowedRepositories;
import dev.signalbox.worker.adapter.git.ClaimRefs;
import dev.signalbox.worker.adapter.git.GitCommand;
import dev.signalbox.worker.adapter.git.RefPacking;
import dev.signalbox.worker.adapter.http.LockClient;
import dev.signalbox.worker.adapter.kafka.Publisher;
import dev.signalbox.worker.adapter.kafka.TopicSetup;
import dev.signalbox.worker.core.Step;
import dev.signalbox.worker.flow.AttemptEnd;
import dev.signalbox.worker.flow.AttemptFlow;
import dev.signalbox.worker.flow.AttemptSession;
import dev.signalbox.worker.flow.AttemptWork;
import dev.signalbox.worker.flow.Attesting;
import dev.signalbox.worker.flow.ChangeCheck;
import dev.signalbox.worker.flow.ClaimKeeper;
import dev.signalbox.worker.flow.Claiming;
import dev.signalbox.worker.flow.Clients;
import dev.signalbox.worker.flow.Commands;
import dev.signalbox.worker.flow.Counts;
import dev.signalbox.worker.flow.Heartbeats;
import dev.signalbox.worker.flow.HomeLock;
import dev.signalbox.worker.flow.LaneWatch;
import dev.signalbox.worker.flow.Merging;
import dev.signalbox.worker.flow.Premises;
import dev.signalbox.worker.flow.Reporter;
import dev.signalbox.worker.flow.Repositories;
import dev.signalbox.worker.flow.Room;
import dev.signalbox.worker.flow.Setup;
import dev.signalbox.worker.flow.SlotGate;
import dev.signalbox.worker.flow.TaskRun;
import dev.signalbox.worker.flow.WorkerHealth;
import dev.signalbox.worker.flow.WorkerIdentity;
import dev.signalbox.worker.flow.WorkerLifecycle;
import dev.signalbox.worker.flow.Workplaces;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The worker's object graph. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WorkerSettings.class)
@Import({
  ExecutionConfiguration.class,
  MergingConfiguration.class,
  PeopleConfiguration.class,
  PlaceConfiguration.class,
  ScalingConfiguration.class
})
class WorkerConfiguration {

  private static final long LOG_BLOCK_MILLIS = 2_000;
  private static final int CLOCK_THREADS = 2;

  @Bean
  HomeLock homeLock(WorkerSettings settings) {
    return HomeLock.take(settings.home());
  }

  @Bean
  WorkerIdentity workerIdentity(WorkerSettings settings) throws UnknownHostException {
    String host = InetAddress.getLocalHost().getHostName();
    String home = Integer.toHexString(settings.home().toAbsolutePath().hashCode());
    String name = settings.id().isBlank() ? host + "-" + home : settings.id();
    return new WorkerIdentity(
        new WorkerId(name),
        UUID.randomUUID(),
        host,
        settings.slots(),
        Skills.of(settings),
        settings.lease(),
        settings.profile().profile());
  }

  @Bean
  MessageCodec messageCodec() {
    return new MessageCodec("worker-service");
  }

  @Bean(destroyMethod = "shutdownNow")
  ScheduledExecutorService workerClock() {
    return Executors.newScheduledThreadPool(CLOCK_THREADS);
  }

  @Bean
  LockClient lockClient(WorkerSettings settings) {
    return new LockClient(settings.lockUrl(), settings.requestTimeout());
  }

  @Bean
  GitCommand gitCommand(WorkerSettings settings) {
    return new GitCommand(settings.gitTimeout());
  }

  @Bean
  ClaimRefs claimRefs(GitCommand git) {
    return new ClaimRefs(new RefPacking(git));
  }

  @Bean
  FailPoint<Step> failPoint(WorkerSettings settings) {
    return FailPoint.of(Step.class, settings.failPoint());
  }

  @Bean
  Repositories repositories(
      WorkerSettings settings, HomeLock taken, GitCommand git, FailPoint<Step> failPoint) {
    Repositories.Remotes remotes =
        new Repositories.Remotes(
            settings.home(),
            new AllowedRepositories(settings.repositories()),
            settings.fetchTimeout());
    return new Repositories(git, remotes, failPoint);
  }

  @Bean
  TopicSetup topicSetup(
      KafkaProperties kafka, @Value("${signalbox.kafka.replication:-1}") short replication) {
    return new TopicSetup(kafka.buildAdminProperties(), replication);
  }

  @Bean
  Publisher eventPublisher(KafkaProperties kafka, WorkerIdentity identity, MessageCodec codec) {
    return new Publisher(kafka.buildProducerProperties(), client(identity, "events"), codec);
  }

  @Bean
  Publisher logPublisher(KafkaProperties kafka, WorkerIdentity identity, MessageCodec codec) {
    Map<String, Object> patient = new HashMap<>(kafka.buildProducerProperties());
    patient.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, LOG_BLOCK_MILLIS);
    return new Publisher(patient, client(identity, "logs"), codec);
  }

  @Bean
  Reporter reporter(Publisher eventPublisher, WorkerIdentity identity) {
    return new Reporter(eventPublisher, identity.worker());
  }

  @Bean
  Heartbeats heartbeats(
      Publisher eventPublisher,
      WorkerIdentity identity,
      SlotGate gate,
      ScheduledExecutorService workerClock) {
    return new Heartbeats(eventPublisher, identity, gate, workerClock);
  }

  @Bean
  ClaimKeeper claimKeeper(
      LockClient locks,
      ClaimRefs refs,
      WorkerIdentity identity,
      ScheduledExecutorService workerClock) {
    return new ClaimKeeper(locks, refs, identity.worker(), workerClock);
  }

  @Bean
  Claiming claiming(LockClient locks, ClaimRefs refs, ClaimKeeper keeper, WorkerIdentity identity) {
    return new Claiming(locks, refs, keeper, identity.worker());
  }

  @Bean
  AttemptFlow attemptFlow(
      ChangeCheck changes,
      TaskRun run,
      Commands commands,
      Attesting attesting,
      Merging merging,
      Reporter reporter) {
    return new AttemptFlow(changes, run, new Setup(commands), attesting, merging, reporter);
  }

  @Bean
  AttemptEnd attemptEnd(ClaimRefs refs, LockClient locks, Reporter reporter) {
    return new AttemptEnd(refs, locks, reporter);
  }

  @Bean
  AttemptWork.Outputs outputs(
      Publisher logPublisher, WorkerIdentity identity, WorkerSettings settings) {
    return new AttemptWork.Outputs(logPublisher, identity.worker(), settings.outputCap());
  }

  @Bean
  AttemptWork attemptWork(
      Workplaces places,
      Room room,
      Premises premises,
      AttemptFlow flow,
      AttemptEnd end,
      AttemptWork.Outputs outputs) {
    return new AttemptWork(places, room, premises, flow, end, outputs);
  }

  @Bean
  AttemptSession.Surroundings surroundings(
      Heartbeats heartbeats,
      Reporter reporter,
      MeterRegistry meters,
      WorkerSettings settings,
      FailPoint<Step> failPoint) {
    Counts counts = new Counts(meters, heartbeats.attempts(), settings.slots());
    return new AttemptSession.Surroundings(heartbeats.attempts(), reporter, counts, failPoint);
  }

  @Bean
  AttemptSession attemptSession(
      Claiming claiming,
      ClaimKeeper keeper,
      Repositories repositories,
      AttemptWork work,
      AttemptEnd end,
      AttemptSession.Surroundings around) {
    return new AttemptSession(claiming, keeper, repositories, work, end, around);
  }

  @Bean
  LaneWatch laneWatch(TopicSetup topics, WorkerIdentity identity) {
    return new LaneWatch(topics, identity.skills());
  }

  @Bean
  WorkerLifecycle.Parts parts(
      TopicSetup topics,
      LaneWatch lanes,
      WorkerLifecycle.Places places,
      Heartbeats heartbeats,
      AttemptSession session,
      Clients clients) {
    return new WorkerLifecycle.Parts(topics, lanes, places, heartbeats, session, clients);
  }

  @Bean
  Clients clients(
      KafkaProperties kafka,
      WorkerIdentity identity,
      MessageCodec codec,
      LaneWatch lanes,
      ScheduledExecutorService workerClock) {
    return new Clients(
        kafka.buildAdminProperties(), identity.worker().value(), codec, lanes, workerClock);
  }

  @Bean
  WorkerLifecycle workerLifecycle(
      WorkerLifecycle.Parts parts, WorkerLifecycle.Capacity capacity, WorkerSettings settings) {
    WorkerLifecycle.Timing timing =
        new WorkerLifecycle.Timing(settings.heartbeat(), settings.laneRefresh(), settings.drain());
    return new WorkerLifecycle(parts, capacity, timing, settings.slots());
  }

  @Bean
  WorkerHealth workerHealthIndicator(LockClient locks, GitCommand git, WorkerLifecycle lifecycle) {
    return new WorkerHealth(locks, git, lifecycle);
  }

  private static String client(WorkerIdentity identity, String use) {
    return identity.worker() + "-" + use;
  }
}
