package dev.signalbox.dashboard.flow;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Refuses what a foreign web page could make a browser send: requests under a host name that is not
 * ours (DNS rebinding), writes from another origin, writes without the token.
 */
public final class Guard extends OncePerRequestFilter {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

  private static final Set<String> OWN_WRITES = Set.of("PUT", "DELETE");
  private static final String TRUSTED = "signalbox.trusted";

  private final String token;
  private final Set<String> hosts;
  private final JsonMapper json;

  /**
   * @param token what writes must carry; empty for none
   * @param allowedHosts names beside loopback; {@code *} for any
   */
  public Guard(String token, List<String> allowedHosts, JsonMapper json) {
    this.token = token;
    this.hosts = new HashSet<>(LOOPBACK);
    allowedHosts.forEach(host -> hosts.add(host.toLowerCase(Locale.ROOT)));
    this.json = json;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Referrer-Policy", "same-origin");
    Optional<Refusal> refusal = refusal(request);
    if (refusal.isPresent()) {
      refuse(response, refusal.get());
    } else {
      chain.doFilter(request, response);
    }
  }

  /** Probes come by the address of the pod, and tell nothing. */
  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return request.getRequestURI().startsWith("/actuator/");
  }

  private record Refusal(HttpStatus status, String code, String detail) {}

  private Optional<Refusal> refusal(HttpServletRequest request) {
    String host = request.getHeader(HttpHeaders.HOST);
    if (host == null || !isAllowed(name(host))) {
      return Optional.of(
          new Refusal(
              HttpStatus.FORBIDDEN,
              "host-not-allowed",
              "this host name is not in signalbox.dashboard.allowed-hosts"));
    }
    if (READS.contains(request.getMethod())) {
      return Optional.empty();
    }
    String origin = request.getHeader(HttpHeaders.ORIGIN);
    if (origin != null && !isSame(origin, host)) {
      return Optional.of(
          new Refusal(
              HttpStatus.FORBIDDEN, "foreign-origin", "writes come from this host's own pages"));
    }
    if (isEntitled(request)) {
      request.setAttribute(TRUSTED, true);
      return Optional.empty();
    }
    return speaksForItself(request)
        ? Optional.empty()
        : Optional.of(
            new Refusal(
                HttpStatus.UNAUTHORIZED, "token-required", "a write needs the bearer token"));
  }

  /** Whether the request carries what every write needs, and not only a worker's own token. */
  static boolean isTrusted(HttpServletRequest request) {
    return Boolean.TRUE.equals(request.getAttribute(TRUSTED));
  }

  /** A registered worker's token is checked where its worker is known. */
  private static boolean speaksForItself(HttpServletRequest request) {
    String given = request.getHeader(HttpHeaders.AUTHORIZATION);
    return OWN_WRITES.contains(request.getMethod())
        && request.getRequestURI().matches("/api/v1/workers/[^/]+")
        && given != null
        && given.startsWith("Bearer " + WorkerTokens.PREFIX);
  }

  private boolean isAllowed(String host) {
    return hosts.contains("*") || hosts.contains(host);
  }

  private boolean isEntitled(HttpServletRequest request) {
    if (token.isEmpty()) {
      return true;
    }
    String given = request.getHeader(HttpHeaders.AUTHORIZATION);
    return given != null
        && MessageDigest.isEqual(
            given.getBytes(StandardCharsets.UTF_8),
            ("Bearer " + token).getBytes(StandardCharsets.UTF_8));
  }

  private void refuse(HttpServletResponse response, Refusal refusal) throws IOException {
    response.setStatus(refusal.status().value());
    if (refusal.status() == HttpStatus.UNAUTHORIZED) {
      response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    var problem = Problems.of(refusal.status(), refusal.code(), refusal.detail());
    response.getOutputStream().write(json.writeValueAsBytes(problem));
  }

  private static String name(String hostAndPort) {
    int colon = hostAndPort.lastIndexOf(':');
    boolean hasPort = colon > hostAndPort.lastIndexOf(']');
    return (hasPort ? hostAndPort.substring(0, colon) : hostAndPort).toLowerCase(Locale.ROOT);
  }

  private static boolean isSame(String origin, String host) {
    try {
      return host.equalsIgnoreCase(new URI(origin).getAuthority());
    } catch (URISyntaxException unreadable) {
      return false;
    }
  }
}
