package dev.signalbox.worker.adapter.process;

import java.lang.reflect.Proxy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a second SIGTERM from the first, which the JVM alone does not: the first ends the process
 * in order, each later one says that it shall be quicker. Where signals cannot be handled, the
 * first one works as ever.
 */
public final class EndSignal {
  private static final Logger LOG = LoggerFactory.getLogger(EndSignal.class);
  private static final int TERMINATED = 143;

  private boolean ending;

  private EndSignal() {}

  /**
   * Listens from now on.
   *
   * @param hasten called at the second signal; must not block
   */
  public static void listen(Runnable hasten) {
    EndSignal signals = new EndSignal();
    try {
      // By name: the class is in every JDK, but no part of the platform's API.
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object ours =
          Proxy.newProxyInstance(
              EndSignal.class.getClassLoader(),
              new Class<?>[] {handler},
              (proxy, method, arguments) -> {
                if (method.getName().equals("handle")) {
                  signals.received(hasten);
                  return null;
                }
                return method.getName().equals("equals")
                    ? System.identityHashCode(proxy) == System.identityHashCode(arguments[0])
                    : 0;
              });
      Object term = signal.getConstructor(String.class).newInstance("TERM");
      signal.getMethod("handle", signal, handler).invoke(null, term, ours);
    } catch (ReflectiveOperationException | IllegalArgumentException impossible) {
      LOG.info("a second SIGTERM will not hasten the end: {}", impossible.toString());
    }
  }

  private synchronized void received(Runnable hasten) {
    if (ending) {
      hasten.run();
    } else {
      ending = true;
      Thread.ofPlatform().name("end").start(() -> System.exit(TERMINATED));
    }
  }
}
