package dev.signalbox.standalone;

import dev.signalbox.embedded.EmbeddedServerException;
import dev.signalbox.standalone.HomeFolder.HomeTakenException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** Starts the whole system in this JVM and stops it in order when the JVM is asked to end. */
public final class StandaloneApplication {
  private static final int FAILED = 1;
  private static final int USAGE = 2;
  private static final int TAKEN = 5;

  private StandaloneApplication() {}

  public static void main(String[] arguments) {
    Options options = parse(arguments);
    // Before the first logger: where the log goes, and that no service re-arranges it.
    System.setProperty("signalbox.home", options.home().toString());
    System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
    RunningSystem system = new RunningSystem(options);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(system), "stop"));
    options.stopWith().ifPresent(StandaloneApplication::endWith);
    try {
      system.start();
    } catch (Exception failure) { // the outermost loop: whatever it is, say it and end
      fail(system, failure);
    }
  }

  private static Options parse(String[] arguments) {
    try {
      return Options.parse(arguments);
    } catch (IllegalArgumentException wrong) {
      Words.error(Words.cause(wrong));
      System.exit(USAGE);
      throw wrong;
    }
  }

  private static void fail(RunningSystem system, Exception failure) {
    logger().error("the start failed", failure);
    Words.error(Words.cause(failure));
    system.close();
    System.exit(isTaken(failure) ? TAKEN : FAILED);
  }

  private static boolean isTaken(Exception failure) {
    return failure instanceof HomeTakenException
        || failure instanceof EmbeddedServerException embedded
            && (embedded.code() == EmbeddedServerException.Code.PORT_TAKEN
                || embedded.code() == EmbeddedServerException.Code.HOME_IN_USE);
  }

  private static void stop(RunningSystem system) {
    long begin = System.nanoTime();
    boolean ran = system.isRunning();
    system.close();
    if (ran) {
      Words.step("stopped", begin);
    }
  }

  /** The process that wanted this system may die without a word. */
  private static void endWith(long pid) {
    Thread.ofPlatform()
        .daemon()
        .name("stop-with-" + pid)
        .start(() -> {
          ProcessHandle.of(pid).ifPresent(process -> process.onExit().join());
          end();
        });
  }

  private static void end() {
    logger().info("the process this system was started for is gone");
    System.exit(0);
  }

  private static Logger logger() {
    return LoggerFactory.getLogger(StandaloneApplication.class);
  }
}
