package dev.signalbox.scheduler.flow.rest;

import dev.signalbox.common.id.PlanId;
import dev.signalbox.common.plan.Problem;
import dev.signalbox.scheduler.adapter.jooq.PlanStore;
import dev.signalbox.scheduler.adapter.jooq.StoredPlans;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;

/** Takes plans. */
@RestController
public final class PlansController {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final PlanDesk desk;
  private final LongPlanDesk longPlans;
  private final StoredPlans store;
  private final HandingIn progress;
  private final Sizes sizes;

  /**
   * How long plans may be, in bytes.
   *
   * @param inline up to this length a plan goes into a record as it is
   * @param largest longer ones are refused
   */
  public record Sizes(int inline, long largest) {}

  public PlansController(
      PlanDesk desk, LongPlanDesk longPlans, StoredPlans store, HandingIn progress, Sizes sizes) {
    this.desk = desk;
    this.longPlans = longPlans;
    this.store = store;
    this.progress = progress;
    this.sizes = sizes;
  }

  /** An accepted plan, as its submitter sees it. */
  record AcceptedPlan(
      String plan,
      String name,
      String repository,
      String location,
      String target,
      String mergeBranch,
      String base,
      List<Problem> warnings) {
    static AcceptedPlan of(PlanDesk.Receipt receipt) {
      PlanStore.Accepted plan = receipt.plan();
      return new AcceptedPlan(
          plan.plan().toString(),
          plan.name(),
          plan.repository().value(),
          plan.location(),
          plan.target(),
          plan.mergeBranch(),
          plan.base(),
          receipt.warnings());
    }
  }

  @PostMapping("/api/v1/plans")
  ResponseEntity<AcceptedPlan> submit(
      HttpServletRequest request,
      @RequestHeader(name = "X-Submitted-By", defaultValue = "unknown") String submittedBy,
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key)
      throws IOException {
    // Not by parameters of the method: to look for them in a form would use the body up.
    MultiValueMap<String, String> query = query(request);
    String wait = query.getFirst("wait");
    Duration patience = wait == null ? PATIENCE : DurationStyle.detectAndParse(wait);
    var handed = new PlanDesk.Handed(query.getFirst("directory"), submittedBy, key, patience);
    return ResponseEntity.status(HttpStatus.CREATED)
        .body(AcceptedPlan.of(submit(request.getInputStream(), handed)));
  }

  /** How far a plan is that is being handed in with this key. */
  @GetMapping("/api/v1/submissions/{key}")
  HandingIn.Progress progress(@PathVariable String key) {
    return progress
        .of(key)
        .orElseThrow(() ->
            new RestProblemException(
                HttpStatus.NOT_FOUND,
                "unknown-submission",
                "no plan is being handed in here with the key " + key,
                List.of()));
  }

  /** The text of a plan, as it was handed in. */
  @GetMapping("/api/v1/plans/{plan}/document")
  ResponseEntity<InputStreamResource> document(@PathVariable String plan) {
    InputStream text =
        store
            .document(PlanId.of(plan).value())
            .orElseThrow(() -> RestProblemException.unknownPlan(plan));
    return ResponseEntity.ok()
        .contentType(new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8))
        .body(new InputStreamResource(text));
  }

  private PlanDesk.Receipt submit(InputStream body, PlanDesk.Handed handed) throws IOException {
    byte[] start = body.readNBytes(sizes.inline() + 1);
    if (start.length <= sizes.inline()) {
      return desk.submit(new String(start, StandardCharsets.UTF_8), handed);
    }
    InputStream whole = new SequenceInputStream(new ByteArrayInputStream(start), body);
    return longPlans.submit(whole, sizes.largest(), handed);
  }

  private static MultiValueMap<String, String> query(HttpServletRequest request) {
    MultiValueMap<String, String> decoded = new LinkedMultiValueMap<>();
    UriComponentsBuilder.newInstance()
        .query(request.getQueryString())
        .build()
        .getQueryParams()
        .forEach((name, values) ->
            values.stream()
                .filter(Objects::nonNull)
                .forEach(
                    value -> decoded.add(name, URLDecoder.decode(value, StandardCharsets.UTF_8))));
    return decoded;
  }
}
