package dev.signalbox.benchmarks.locks;

import dev.signalbox.benchmarks.locks.ClaimRates.Paths;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.redisson.api.RScript;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;

/**
 * The scripts of the lock-service itself, called through the same client with arguments that were
 * made beforehand: no records, no JSON, nobody told.
 */
final class BareScript implements Way {
  private static final String ROOT = "bare:{claims}";
  private static final String EPOCH = "e";
  private static final String RETENTION = "60000";

  private final RScript scripts;
  private final String claim;
  private final String release;
  private final String holds;

  BareScript(RedissonClient redisson, Paths paths) throws IOException {
    this.scripts = redisson.getScript(StringCodec.INSTANCE);
    this.claim = scripts.scriptLoad(text("claims.lua") + text("claim.lua"));
    this.release = scripts.scriptLoad(text("claims.lua") + text("release.lua"));
    this.holds = String.join("\0", paths.names().stream().map(path -> "W" + path).toList());
    redisson.getBucket(ROOT + ":epoch", StringCodec.INSTANCE).set(EPOCH);
  }

  @Override
  public long claimAndRelease(long number) {
    String attempt = "00000000-0000-0000-0000-000000000001/t" + number + "#1@" + number;
    expect(
        "granted",
        run(claim, attempt, "w", "n", holds.replace("/p", "/" + number + "p"), "{}", "60000", "0"));
    long granted = System.nanoTime();
    expect("closed", run(release, attempt, "n"));
    return granted;
  }

  private List<Object> run(String digest, String... arguments) {
    Object[] all = new Object[arguments.length + 2];
    all[0] = EPOCH;
    all[1] = RETENTION;
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    return scripts.evalSha(
        RScript.Mode.READ_WRITE, digest, RScript.ReturnType.LIST, List.of(ROOT), all);
  }

  private static void expect(String word, List<Object> answer) {
    if (!word.equals(answer.getFirst())) {
      throw new IllegalStateException("not " + word + ": " + answer);
    }
  }

  private static String text(String file) throws IOException {
    try (InputStream in = BareScript.class.getResourceAsStream("/lock/" + file)) {
      return new String(Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8)
          + "\n";
    }
  }
}
