package dev.signalbox.lock.adapter.redis;

import dev.signalbox.common.claim.ClaimAnswer;
import dev.signalbox.common.claim.ClaimHandle;
import dev.signalbox.common.claim.ClaimRequest;
import dev.signalbox.common.claim.ClaimView;
import dev.signalbox.common.claim.Recovery;
import dev.signalbox.common.id.RepositoryId;
import dev.signalbox.common.id.WorkerId;
import dev.signalbox.lock.core.ClaimStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.redisson.api.RedissonClient;

/**
 * Claims in Redis. Each operation is one Lua script, by Redis' own clock; see {@code
 * lock/claims.lua} for the keys.
 */
public final class RedisClaimStore implements ClaimStore {
  private static final int VIEW_FIELDS = 5;
  private static final int SWEPT_FIELDS = 3;
  private static final String FIRST = "0";
  private static final String AGAIN = "1";

  private final Epochs epochs;
  private final String retention;
  private final LuaScript claim;
  private final LuaScript amend;
  private final LuaScript renew;
  private final LuaScript release;
  private final LuaScript revoke;
  private final LuaScript sweep;
  private final LuaScript list;
  private final LuaScript recovered;
  private final Map<RepositoryId, Recovery> recoveries = new ConcurrentHashMap<>();

  /**
   * @param retention how long closed tokens are remembered
   * @param recovery how long nothing new is granted after data was lost
   */
  public RedisClaimStore(RedissonClient redisson, Duration retention, Duration recovery) {
    this.epochs = new Epochs(redisson, recovery);
    this.retention = Wire.millis(retention);
    this.claim = operation(redisson, "claim.lua");
    this.amend = operation(redisson, "amend.lua");
    this.renew = operation(redisson, "renew.lua");
    this.release = operation(redisson, "release.lua");
    this.revoke = operation(redisson, "revoke.lua");
    this.sweep = operation(redisson, "sweep.lua");
    this.list = operation(redisson, "list.lua");
    this.recovered = operation(redisson, "recovered.lua");
  }

  @Override
  public ClaimAnswer claim(ClaimRequest request) {
    return request(claim, request, FIRST);
  }

  @Override
  public ClaimAnswer reestablish(ClaimRequest request) {
    return request(claim, request, AGAIN);
  }

  @Override
  public ClaimAnswer amend(ClaimRequest request) {
    return request(amend, request, FIRST);
  }

  @Override
  public ClaimAnswer renew(ClaimHandle handle) {
    return Wire.answer(
        run(
            renew,
            handle.repository(),
            handle.attempt().toString(),
            handle.nonce().toString(),
            Wire.millis(handle.ttl())));
  }

  @Override
  public ClaimAnswer release(ClaimHandle handle) {
    return Wire.answer(
        run(release, handle.repository(), handle.attempt().toString(), handle.nonce().toString()));
  }

  @Override
  public ClaimAnswer revoke(ClaimHandle handle) {
    return Wire.answer(run(revoke, handle.repository(), handle.attempt().toString()));
  }

  @Override
  public Swept sweep(RepositoryId repository) {
    List<String> swept = run(sweep, repository);
    if (swept.size() > SWEPT_FIELDS) {
      Instant until = Wire.instant(swept.get(SWEPT_FIELDS + 1));
      recoveries.put(repository, new Recovery(repository, swept.get(SWEPT_FIELDS), until));
    } else {
      recoveries.remove(repository);
    }
    return new Swept(Integer.parseInt(swept.get(1)), Integer.parseInt(swept.get(2)));
  }

  @Override
  public List<ClaimView> claims(RepositoryId repository) {
    List<String> fields = run(list, repository);
    List<ClaimView> views = new ArrayList<>();
    for (int at = 1; at < fields.size(); at += VIEW_FIELDS) {
      views.add(view(repository, fields.subList(at, at + VIEW_FIELDS)));
    }
    views.sort(Comparator.comparing(view -> view.attempt().token()));
    return views;
  }

  @Override
  public List<Recovery> recoveries() {
    return List.copyOf(recoveries.values());
  }

  @Override
  public void end(Recovery recovery) {
    run(recovered, recovery.repository(), recovery.id());
    recoveries.remove(recovery.repository(), recovery);
  }

  @Override
  public Set<RepositoryId> repositories() {
    return epochs.repositories();
  }

  /** To be called now and then: notices a restart of Redis. */
  public void watchRun() {
    epochs.watchRun();
  }

  private ClaimAnswer request(LuaScript script, ClaimRequest request, String again) {
    return Wire.answer(
        run(
            script,
            request.repository(),
            request.attempt().toString(),
            request.worker().value(),
            request.nonce().toString(),
            Wire.holds(request.footprint()),
            Wire.footprint(request.footprint()),
            Wire.millis(request.ttl()),
            again));
  }

  /** Runs the script in the repository's epoch, after a change in the new one. */
  private List<String> run(LuaScript script, RepositoryId repository, String... arguments) {
    String epoch = epochs.of(repository);
    List<String> answer = attempt(script, repository, epoch, arguments);
    while (answer.getFirst().equals("epoch")) {
      epochs.renew(repository, epoch);
      epoch = epochs.of(repository);
      answer = attempt(script, repository, epoch, arguments);
    }
    return answer;
  }

  private List<String> attempt(
      LuaScript script, RepositoryId repository, String epoch, String... arguments) {
    Object[] all = new Object[arguments.length + 2];
    all[0] = epoch;
    all[1] = retention;
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    return script.run(RepositoryKeys.root(repository), all);
  }

  private static ClaimView view(RepositoryId repository, List<String> fields) {
    return new ClaimView(
        repository,
        Wire.attempt(fields.get(0)),
        new WorkerId(fields.get(1)),
        Wire.footprints(fields.get(2)),
        Wire.instant(fields.get(3)),
        Wire.instant(fields.get(4)));
  }

  private static LuaScript operation(RedissonClient redisson, String file) {
    return new LuaScript(redisson, "claims.lua", file);
  }
}
