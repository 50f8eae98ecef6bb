package dev.signalbox.lock;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Import;

/** Starts the lock-service. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(LockConfiguration.class)
public class LockApplication {

  /** The application, to be run alone or beside others in one JVM. */
  public static SpringApplicationBuilder application() {
    return new SpringApplicationBuilder(LockApplication.class)
        .web(WebApplicationType.SERVLET)
        .properties("spring.config.name=lock-service");
  }

  public static void main(String[] arguments) {
    application().run(arguments);
  }
}
