package dev.signalbox.scheduler.flow.rest;

import dev.signalbox.common.plan.Problem;
import dev.signalbox.scheduler.adapter.jooq.PlanStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Takes plans. */
@RestController
public final class PlansController {
  private final PlanDesk desk;

  public PlansController(PlanDesk desk) {
    this.desk = desk;
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
      @RequestBody byte[] document,
      @RequestParam(required = false) @Nullable String directory,
      @RequestParam(defaultValue = "30s") String wait,
      @RequestHeader(name = "X-Submitted-By", defaultValue = "unknown") String submittedBy,
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key) {
    String text = new String(document, StandardCharsets.UTF_8);
    Duration patience = DurationStyle.detectAndParse(wait);
    PlanDesk.Receipt receipt = desk.submit(text, directory, submittedBy, key, patience);
    return ResponseEntity.status(HttpStatus.CREATED).body(AcceptedPlan.of(receipt));
  }
}
