package dev.signalbox.lock.adapter.redis;

import dev.signalbox.lock.core.StoreUnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.redisson.api.RScript;
import org.redisson.api.RedissonClient;
import org.redisson.client.RedisException;
import org.redisson.client.RedisNoScriptException;
import org.redisson.client.codec.StringCodec;

/** A Lua script on the class path; Redis gets its digest, and its text when it asks. */
final class LuaScript {
  private final RScript scripts;
  private final String text;
  private final String digest;

  /** The named files under {@code /lock}, one after the other. */
  LuaScript(RedissonClient redisson, String... files) {
    this.scripts = redisson.getScript(StringCodec.INSTANCE);
    StringBuilder joined = new StringBuilder();
    for (String file : files) {
      joined.append(read(file)).append('\n');
    }
    this.text = joined.toString();
    this.digest = RepositoryKeys.sha1(text);
  }

  /** Runs the script; its answer is a list of strings. */
  List<String> run(String key, Object... arguments) {
    try {
      return evaluate(key, arguments);
    } catch (RedisException failure) {
      throw new StoreUnavailableException(failure);
    }
  }

  private List<String> evaluate(String key, Object... arguments) {
    List<Object> keys = List.of(key);
    try {
      return scripts.evalSha(
          RScript.Mode.READ_WRITE, digest, RScript.ReturnType.LIST, keys, arguments);
    } catch (RedisNoScriptException forgotten) {
      scripts.scriptLoad(text);
      return scripts.evalSha(
          RScript.Mode.READ_WRITE, digest, RScript.ReturnType.LIST, keys, arguments);
    }
  }

  private static String read(String file) {
    try (InputStream in = LuaScript.class.getResourceAsStream("/lock/" + file)) {
      if (in == null) {
        throw new IllegalStateException("no such script: " + file);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
