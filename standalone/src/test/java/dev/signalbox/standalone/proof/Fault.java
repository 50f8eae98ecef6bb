package dev.signalbox.standalone.proof;

import java.time.Duration;

/** What happens to a server or a service while tasks run. */
enum Fault {
  REDIS_FORGETS_EVERYTHING {
    @Override
    void strike(Parts parts) {
      parts.servers().flushRedis();
    }
  },
  REDIS_IS_KILLED_AND_COMES_BACK_EMPTY {
    @Override
    void strike(Parts parts) {
      parts.servers().replaceRedis();
    }
  },
  THE_BROKER_IS_KILLED {
    @Override
    void strike(Parts parts) {
      parts.servers().restartBroker();
    }
  },
  POSTGRES_RESTARTS_AT_ONCE {
    @Override
    void strike(Parts parts) {
      parts.servers().restartPostgres();
    }
  },
  /** For longer than claims live without being renewed. */
  THE_LOCK_SERVICE_IS_AWAY {
    @Override
    void strike(Parts parts) {
      parts.lock().kill();
      Parts.passTime(AWAY);
      parts.startLock();
    }
  },
  /** Interleaving 14: nobody may be taken for dead because the scheduler did not listen. */
  THE_SCHEDULER_STANDS_STILL {
    @Override
    void strike(Parts parts) {
      parts.scheduler().signal("STOP");
      Parts.passTime(AWAY);
      parts.scheduler().signal("CONT");
    }
  },
  /** What it has committed and not sent is sent by its next start. */
  THE_SCHEDULER_DIES_BETWEEN_COMMIT_AND_SENDING {
    @Override
    void strike(Parts parts) {
      parts.scheduler().end();
      parts.startScheduler("--signalbox.scheduler.fail-point=committed@20:kill");
      parts.scheduler().awaitDead();
      parts.startScheduler();
    }
  },
  /** Interleaving 16: offsets from zero, and what was said and not heard is lost. */
  KAFKA_IS_RECREATED_EMPTY {
    @Override
    void strike(Parts parts) {
      parts.scheduler().kill();
      parts.lock().kill();
      parts.servers().replaceBroker();
      parts.startLock();
      parts.startScheduler();
    }
  },
  /**
   * Interleaving 18: the first of two stands still until the second has taken over, and goes on.
   */
  A_SECOND_SCHEDULER_TAKES_OVER_FROM_ONE_THAT_GOES_ON {
    @Override
    void strike(Parts parts) {
      Child former = parts.secondScheduler();
      former.signal("STOP");
      Parts.passTime(SESSION);
      former.signal("CONT");
    }
  };

  private static final Duration AWAY =
      Duration.ofSeconds(Integer.getInteger("signalbox.proof.away", 4));

  /** Longer than a silent scheduler keeps its partitions. */
  private static final Duration SESSION = Duration.ofSeconds(8);

  abstract void strike(Parts parts);
}
