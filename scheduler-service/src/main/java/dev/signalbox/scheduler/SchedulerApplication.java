package dev.signalbox.scheduler;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Import;

/** The scheduler, alone or beside the other services in one JVM. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(SchedulerConfiguration.class)
public class SchedulerApplication {

  /** The application, not started; settings are given as {@code --key=value}. */
  public static SpringApplicationBuilder application() {
    return new SpringApplicationBuilder(SchedulerApplication.class)
        .web(WebApplicationType.SERVLET)
        .properties("spring.config.name=scheduler-service");
  }

  public static void main(String[] arguments) {
    application().run(arguments);
  }
}
