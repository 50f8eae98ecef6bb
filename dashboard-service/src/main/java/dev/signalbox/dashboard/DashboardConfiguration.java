package dev.signalbox.dashboard;

import dev.signalbox.common.message.Topics;
import dev.signalbox.dashboard.adapter.http.Upstream;
import dev.signalbox.dashboard.adapter.jooq.AttemptReader;
import dev.signalbox.dashboard.adapter.jooq.BoardReader;
import dev.signalbox.dashboard.adapter.jooq.BoardStore;
import dev.signalbox.dashboard.adapter.jooq.RefusedReader;
import dev.signalbox.dashboard.adapter.jooq.WorkerStore;
import dev.signalbox.dashboard.adapter.kafka.Records;
import dev.signalbox.dashboard.flow.BoardApi;
import dev.signalbox.dashboard.flow.BoardMetrics;
import dev.signalbox.dashboard.flow.DocumentApi;
import dev.signalbox.dashboard.flow.ForwardApi;
import dev.signalbox.dashboard.flow.Guard;
import dev.signalbox.dashboard.flow.Housekeeping;
import dev.signalbox.dashboard.flow.Ingest;
import dev.signalbox.dashboard.flow.LiveApi;
import dev.signalbox.dashboard.flow.LiveViews;
import dev.signalbox.dashboard.flow.Pages;
import dev.signalbox.dashboard.flow.PeopleApi;
import dev.signalbox.dashboard.flow.PlansApi;
import dev.signalbox.dashboard.flow.ProblemAnswers;
import dev.signalbox.dashboard.flow.StoreBatch;
import dev.signalbox.dashboard.flow.TasksApi;
import dev.signalbox.dashboard.flow.WorkersApi;
import io.micrometer.core.instrument.MeterRegistry;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import java.time.Duration;
import java.time.InstantSource;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.jooq.DSLContext;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.json.JsonMapper;

/** The whole object graph of the dashboard. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DashboardSettings.class)
class DashboardConfiguration {

  @Bean
  InstantSource clock() {
    return InstantSource.system();
  }

  @Bean
  KafkaAdmin.NewTopics topics() {
    return new KafkaAdmin.NewTopics(
        Topics.all().stream().map(DashboardConfiguration::topic).toArray(NewTopic[]::new));
  }

  @Bean
  BoardStore boardStore(DSLContext dsl) {
    return new BoardStore(dsl);
  }

  @Bean
  BoardReader boardReader(DSLContext dsl) {
    return new BoardReader(dsl);
  }

  @Bean
  AttemptReader attemptReader(DSLContext dsl) {
    return new AttemptReader(dsl);
  }

  @Bean
  RefusedReader refusedReader(DSLContext dsl) {
    return new RefusedReader(dsl);
  }

  @Bean
  LiveViews liveViews(DashboardSettings settings, BoardReader reader, InstantSource clock) {
    var pace =
        new LiveViews.Pace(
            settings.liveInterval(), settings.liveHeartbeat(), settings.liveBacklog());
    return new LiveViews(reader, pace, clock);
  }

  @Bean
  BoardMetrics boardMetrics(
      MeterRegistry registry,
      LiveViews views,
      BoardReader reader,
      AttemptReader attempts,
      InstantSource clock) {
    return new BoardMetrics(registry, views, reader, attempts, clock);
  }

  @Bean
  StoreBatch storeBatch(
      BoardStore store, LiveViews views, BoardMetrics metrics, InstantSource clock) {
    return new StoreBatch(
        store,
        stored -> {
          metrics.count(stored);
          views.publish(stored.live());
        },
        clock);
  }

  @Bean
  Ingest ingest(
      KafkaProperties kafka, DashboardSettings settings, BoardStore store, StoreBatch storing) {
    return new Ingest(
        () -> Records.open(kafka.buildConsumerProperties(), settings.batchSize()), store, storing);
  }

  @Bean
  Housekeeping housekeeping(
      BoardStore store,
      WorkerStore workers,
      DashboardSettings settings,
      BoardMetrics metrics,
      InstantSource clock) {
    return new Housekeeping(store, workers, settings.retention(), metrics, clock);
  }

  @Bean
  HealthIndicator ingestHealthIndicator(Ingest ingest) {
    return () -> (ingest.isConsuming() ? Health.up() : Health.down()).build();
  }

  @Bean(destroyMethod = "close")
  Upstream scheduler(DashboardSettings settings) {
    return new Upstream("scheduler", settings.schedulerUrl(), settings.forwardTimeout());
  }

  @Bean(destroyMethod = "close")
  Upstream locks(DashboardSettings settings) {
    return new Upstream("lock-service", settings.lockUrl(), settings.forwardTimeout());
  }

  @Bean
  ForwardApi forwardApi(
      Upstream scheduler, Upstream locks, DashboardSettings settings, JsonMapper json) {
    return new ForwardApi(scheduler, locks, settings.uploadTimeout(), json);
  }

  @Bean
  PeopleApi peopleApi(Upstream scheduler, JsonMapper json) {
    return new PeopleApi(scheduler, json);
  }

  @Bean
  DocumentApi documentApi(BoardReader reader, Upstream scheduler) {
    return new DocumentApi(reader, scheduler);
  }

  @Bean
  PlansApi plansApi(BoardReader reader, InstantSource clock) {
    return new PlansApi(reader, clock);
  }

  @Bean
  TasksApi tasksApi(BoardReader reader, AttemptReader attempts, InstantSource clock) {
    return new TasksApi(reader, attempts, clock);
  }

  @Bean
  BoardApi boardApi(
      BoardReader reader, AttemptReader attempts, RefusedReader refused, InstantSource clock) {
    return new BoardApi(reader, attempts, refused, clock);
  }

  @Bean
  WorkerStore workerStore(DSLContext dsl) {
    return new WorkerStore(dsl);
  }

  @Bean
  WorkersApi workersApi(BoardReader reader, WorkerStore store, InstantSource clock) {
    return new WorkersApi(reader, store, clock);
  }

  @Bean
  LiveApi liveApi(LiveViews views) {
    return new LiveApi(views);
  }

  @Bean
  ProblemAnswers problemAnswers() {
    return new ProblemAnswers();
  }

  @Bean
  Pages pages() {
    return new Pages();
  }

  @Bean
  Guard guard(DashboardSettings settings, JsonMapper json) {
    return new Guard(settings.token(), settings.allowedHosts(), json);
  }

  @Bean
  OpenAPI openApi() {
    return new OpenAPI()
        .info(
            new Info()
                .title("Signalbox")
                .version("v1")
                .description("Plans, tasks, workers and locks of a Signalbox."));
  }

  /** Files whose path names their version never change; our own are asked for again. */
  @Bean
  WebMvcConfigurer staticFiles() {
    return new WebMvcConfigurer() {
      @Override
      public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry
            .addResourceHandler("/webjars/**")
            .addResourceLocations("classpath:/META-INF/resources/webjars/")
            .setCacheControl(CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable());
        registry
            .addResourceHandler("/assets/**")
            .addResourceLocations("classpath:/dashboard-page/assets/")
            .setCacheControl(CacheControl.noCache());
      }
    };
  }

  private static NewTopic topic(Topics.Topic topic) {
    TopicBuilder builder = TopicBuilder.name(topic.name()).partitions(topic.partitions());
    return topic.compacted()
        ? builder
            .config(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT)
            .build()
        : builder.build();
  }
}
