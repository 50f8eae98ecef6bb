package dev.signalbox.dashboard.flow;

import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * The shells of the web page. Each names in its policy the one inline script it has, the import
 * map.
 */
@Controller
@Hidden
public final class Pages {
  private static final MediaType HTML = new MediaType("text", "html", StandardCharsets.UTF_8);
  private static final MediaType JSON = MediaType.APPLICATION_JSON;
  private static final Pattern INLINE =
      Pattern.compile("<script type=\"importmap\">(.*?)</script>", Pattern.DOTALL);

  private final Map<String, ResponseEntity<byte[]>> shells = new HashMap<>();
  private final ResponseEntity<byte[]> schema;

  public Pages() {
    for (String shell : new String[] {"index", "plan", "workers", "rejected"}) {
      shells.put(shell, shell(read("dashboard-page/" + shell + ".html")));
    }
    this.schema =
        ResponseEntity.ok()
            .contentType(JSON)
            .cacheControl(CacheControl.noCache())
            .header("Access-Control-Allow-Origin", "*")
            .body(read("schemas/plan/v1.json"));
  }

  @GetMapping({"/", "/plans"})
  public ResponseEntity<byte[]> plans() {
    return show("index");
  }

  @GetMapping("/plans/{plan}")
  public ResponseEntity<byte[]> plan() {
    return show("plan");
  }

  @GetMapping("/workers")
  public ResponseEntity<byte[]> workers() {
    return show("workers");
  }

  @GetMapping({"/dead-letters", "/rejected"})
  public ResponseEntity<byte[]> rejected() {
    return show("rejected");
  }

  /** The schema of plans, for editors. */
  @GetMapping({"/schemas/plan/v1.json", "/api/v1/schemas/plan/v1.json"})
  public ResponseEntity<byte[]> schema() {
    return schema;
  }

  private ResponseEntity<byte[]> show(String shell) {
    ResponseEntity<byte[]> page = shells.get(shell);
    return page == null ? ResponseEntity.notFound().build() : page;
  }

  private static ResponseEntity<byte[]> shell(byte[] html) {
    return ResponseEntity.ok()
        .contentType(HTML)
        .cacheControl(CacheControl.noCache())
        .header("Content-Security-Policy", policy(new String(html, StandardCharsets.UTF_8)))
        .body(html);
  }

  private static String policy(String html) {
    Matcher inline = INLINE.matcher(html);
    StringBuilder scripts = new StringBuilder("script-src 'self'");
    while (inline.find()) {
      scripts.append(" 'sha256-").append(sha256(inline.group(1))).append('\'');
    }
    return "default-src 'self'; "
        + scripts
        + "; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
  }

  private static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return Base64.getEncoder()
          .encodeToString(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static byte[] read(String resource) {
    try (InputStream in = Pages.class.getClassLoader().getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("missing on the class path: " + resource);
      }
      return in.readAllBytes();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
