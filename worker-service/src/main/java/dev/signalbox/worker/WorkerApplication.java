package dev.signalbox.worker;

import dev.signalbox.worker.adapter.process.EndSignal;
import dev.signalbox.worker.flow.WorkerLifecycle;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;

/** Starts a worker: alone as a process, or as one of the contexts of the standalone. */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import(WorkerConfiguration.class)
public class WorkerApplication {

  /** The application, not yet started; settings come from {@code worker-service.yaml}. */
  public static SpringApplicationBuilder application() {
    return new SpringApplicationBuilder(WorkerApplication.class)
        .web(WebApplicationType.SERVLET)
        .properties("spring.config.name=worker-service");
  }

  public static void main(String[] args) {
    ConfigurableApplicationContext context = application().run(args);
    EndSignal.listen(context.getBean(WorkerLifecycle.class)::hasten);
  }
}
