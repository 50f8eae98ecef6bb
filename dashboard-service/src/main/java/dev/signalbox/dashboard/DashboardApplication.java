package dev.signalbox.dashboard;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Import;

/** Starts the dashboard, alone or beside others in one JVM. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(DashboardConfiguration.class)
public class DashboardApplication {

  /** The application, ready to run; takes {@code --key=value} settings. */
  public static SpringApplicationBuilder application() {
    return new SpringApplicationBuilder(DashboardApplication.class)
        .properties("spring.config.name=dashboard-service");
  }

  public static void main(String[] arguments) {
    application().run(arguments);
  }
}
