package dev.signalbox.scheduler;

import dev.signalbox.common.codec.MessageCodec;
import dev.signalbox.common.failpoint.FailPoint;
import dev.signalbox.common.repository.AllowedRepositories;
import dev.signalbox.scheduler.adapter.file.RecordingFile;
import dev.signalbox.scheduler.adapter.git.GitRepositories;
import dev.signalbox.scheduler.adapter.git.MergedClaims;
import dev.signalbox.scheduler.adapter.git.RemoteRepositories;
import dev.signalbox.scheduler.adapter.http.LockServiceClient;
import dev.signalbox.scheduler.adapter.jooq.LearnedStore;
import dev.signalbox.scheduler.adapter.jooq.OutboxStore;
import dev.signalbox.scheduler.adapter.jooq.PartitionStore;
import dev.signalbox.scheduler.adapter.jooq.PlanStore;
import dev.signalbox.scheduler.adapter.jooq.StoredPlans;
import dev.signalbox.scheduler.adapter.jooq.TokenBlocks;
import dev.signalbox.scheduler.adapter.kafka.Clients;
import dev.signalbox.scheduler.adapter.kafka.PartitionReaders;
import dev.signalbox.scheduler.adapter.kafka.RecordSender;
import dev.signalbox.scheduler.adapter.kafka.TopicSetup;
import dev.signalbox.scheduler.adapter.kafka.WorkersReader;
import dev.signalbox.scheduler.core.replay.Journal;
import dev.signalbox.scheduler.core.replay.RecordedFleet;
import dev.signalbox.scheduler.flow.decide.BatchTools;
import dev.signalbox.scheduler.flow.decide.DecisionLoop;
import dev.signalbox.scheduler.flow.decide.DecisionMetrics;
import dev.signalbox.scheduler.flow.decide.Feed;
import dev.signalbox.scheduler.flow.decide.LateMerges;
import dev.signalbox.scheduler.flow.decide.LiveAnswers;
import dev.signalbox.scheduler.flow.decide.Reconciliation;
import dev.signalbox.scheduler.flow.decide.Revocations;
import dev.signalbox.scheduler.flow.decide.Step;
import dev.signalbox.scheduler.flow.decide.Submitters;
import dev.signalbox.scheduler.flow.decide.Takeover;
import dev.signalbox.scheduler.flow.intake.MergeBranches;
import dev.signalbox.scheduler.flow.intake.PlanCheck;
import dev.signalbox.scheduler.flow.intake.SubmissionIntake;
import dev.signalbox.scheduler.flow.outbox.Forgetting;
import dev.signalbox.scheduler.flow.outbox.Outbox;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Everything the scheduler is made of. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SchedulerSettings.class)
@Import(RestConfiguration.class)
class SchedulerConfiguration {

  @Bean
  InstantSource clock() {
    return InstantSource.system();
  }

  @Bean
  MessageCodec messageCodec() {
    return new MessageCodec("scheduler-service");
  }

  @Bean
  Clients kafkaClients(KafkaProperties kafka, SchedulerSettings settings) {
    Map<String, Object> common = kafka.buildAdminProperties();
    return new Clients(common, settings.sessionTimeout(), settings.largestMessage());
  }

  @Bean
  TopicSetup topicSetup(Clients clients) {
    return new TopicSetup(clients);
  }

  @Bean
  RecordSender recordSender(Clients clients, TopicSetup topics, MessageCodec codec) {
    return new RecordSender(clients, topics, codec);
  }

  @Bean
  PlanStore planStore(DSLContext database) {
    return new PlanStore(database);
  }

  @Bean
  LearnedStore learnedStore(DSLContext database) {
    return new LearnedStore(database);
  }

  @Bean
  StoredPlans storedPlans(DSLContext database) {
    return new StoredPlans(database);
  }

  @Bean
  OutboxStore outboxStore(DSLContext database) {
    return new OutboxStore(database);
  }

  @Bean
  GitRepositories gitRepositories() {
    return new GitRepositories();
  }

  @Bean
  RemoteRepositories remoteRepositories(SchedulerSettings settings) {
    return new RemoteRepositories(settings.remoteTimeout());
  }

  @Bean
  PlanCheck planCheck(GitRepositories git, RemoteRepositories remote, SchedulerSettings settings) {
    return new PlanCheck(git, remote, new AllowedRepositories(settings.repositories()));
  }

  @Bean
  MergeBranches mergeBranches(GitRepositories git, RemoteRepositories remote, PlanStore plans) {
    return new MergeBranches(git, remote, plans);
  }

  @Bean
  SubmissionIntake submissionIntake(
      MessageCodec codec,
      PlanCheck check,
      MergeBranches branches,
      PlanStore plans,
      StoredPlans stored,
      InstantSource clock) {
    return new SubmissionIntake(codec, check, branches, plans, stored, clock);
  }

  @Bean
  Outbox outbox(RecordSender sender, OutboxStore store) {
    return new Outbox(sender, store);
  }

  @Bean
  Submitters submitters() {
    return new Submitters();
  }

  @Bean
  DecisionMetrics decisionMetrics(MeterRegistry registry) {
    return new DecisionMetrics(registry);
  }

  @Bean
  BatchTools batchTools(
      DataSource database,
      DSLContext context,
      PlanStore plans,
      MessageCodec codec,
      SchedulerSettings settings,
      DecisionMetrics metrics) {
    return new BatchTools(
        database,
        plans,
        new TokenBlocks(context),
        codec,
        metrics,
        FailPoint.of(Step.class, settings.failPoint()),
        settings.tasksPerRecord());
  }

  @Bean
  Takeover takeover(
      DSLContext database,
      PlanStore plans,
      LearnedStore learned,
      OutboxStore outbox,
      TopicSetup topics) {
    String owner = ProcessHandle.current().pid() + "/" + UUID.randomUUID();
    return new Takeover(new PartitionStore(database), plans, learned, outbox, topics, owner);
  }

  /** Closed after the decisions that it takes down. */
  @Bean
  Journal journal(SchedulerSettings settings) {
    Path file = settings.recording();
    return file == null ? Journal.NONE : new RecordingFile(file, settings.recordingLimit());
  }

  @Bean
  RecordedFleet recordedFleet(SchedulerSettings settings, Journal journal) {
    return new RecordedFleet(
        settings.policies(), settings.buffer(), settings.workerLease(), journal);
  }

  @Bean
  DecisionLoop decisionLoop(
      BatchTools tools,
      Takeover takeover,
      Outbox outbox,
      Submitters submitters,
      RecordedFleet fleet,
      InstantSource clock) {
    return new DecisionLoop(tools, takeover, outbox, submitters, fleet, clock);
  }

  @Bean
  LiveAnswers liveAnswers(DecisionLoop decisions, InstantSource clock) {
    return new LiveAnswers(decisions, clock);
  }

  @Bean
  Feed feed(
      DecisionLoop decisions,
      SubmissionIntake intake,
      MessageCodec codec,
      TopicSetup topics,
      DecisionMetrics metrics) {
    return new Feed(decisions, intake, codec, topics, metrics);
  }

  @Bean
  PartitionReaders partitionReaders(Clients clients, Feed feed) {
    return new PartitionReaders(clients, feed);
  }

  @Bean
  WorkersReader workersReader(Clients clients, Feed feed) {
    return new WorkersReader(clients, feed);
  }

  @Bean
  LockServiceClient lockServiceClient(SchedulerSettings settings) {
    return new LockServiceClient(settings.lockUrl());
  }

  @Bean
  Revocations revocations(LockServiceClient locks, DecisionLoop decisions) {
    return new Revocations(locks, decisions);
  }

  @Bean
  Reconciliation reconciliation(
      LockServiceClient locks,
      DecisionLoop decisions,
      SchedulerSettings settings,
      InstantSource clock) {
    return new Reconciliation(locks, decisions, settings.reconcileInterval(), clock);
  }

  @Bean(initMethod = "start")
  Forgetting forgetting(
      PlanStore plans, StoredPlans stored, SchedulerSettings settings, InstantSource clock) {
    return new Forgetting(plans, stored, settings.rememberMessages(), clock);
  }

  @Bean
  LateMerges lateMerges(RecordSender sender, SchedulerSettings settings) {
    return new LateMerges(new MergedClaims(settings.remoteTimeout()), sender);
  }

  @Bean
  RunningScheduler.Locks locks(
      Revocations revocations, Reconciliation reconciliation, LateMerges merges) {
    return new RunningScheduler.Locks(revocations, reconciliation, merges);
  }

  @Bean
  RunningScheduler runningScheduler(
      TopicSetup topics,
      Outbox outbox,
      DecisionLoop decisions,
      RunningScheduler.Locks locks,
      PartitionReaders readers,
      WorkersReader workers) {
    return new RunningScheduler(topics, outbox, decisions, locks, readers, workers);
  }

  @Bean
  SchedulerHealth schedulerHealthIndicator(DecisionLoop decisions, PartitionReaders readers) {
    return new SchedulerHealth(decisions, readers);
  }
}
