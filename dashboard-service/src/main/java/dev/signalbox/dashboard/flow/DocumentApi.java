package dev.signalbox.dashboard.flow;

import dev.signalbox.common.id.PlanId;
import dev.signalbox.dashboard.adapter.http.Upstream;
import dev.signalbox.dashboard.adapter.jooq.BoardReader;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The text of a plan: from the board, or from the scheduler where it is too long for the board. */
@RestController
@Tag(name = "plans")
public final class DocumentApi {
  private final BoardReader reader;
  private final Upstream scheduler;

  public DocumentApi(BoardReader reader, Upstream scheduler) {
    this.reader = reader;
    this.scheduler = scheduler;
  }

  @GetMapping(value = "/api/v1/plans/{plan}/document", produces = "text/plain;charset=UTF-8")
  @Operation(operationId = "showDocument", summary = "The plan as it was submitted")
  public ResponseEntity<InputStreamResource> document(@PathVariable UUID plan) {
    String text =
        reader.plan(new PlanId(plan)).orElseThrow(() -> PlansApi.unknown(plan)).facts().document();
    InputStream whole =
        text.isEmpty()
            ? scheduler.open("/api/v1/plans/" + plan + "/document").orElseThrow(DocumentApi::away)
            : new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    return ResponseEntity.ok()
        .contentType(new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8))
        .body(new InputStreamResource(whole));
  }

  private static ErrorResponseException away() {
    String detail = "the text is with the scheduler, which did not give it";
    return new ErrorResponseException(
        HttpStatus.SERVICE_UNAVAILABLE,
        Problems.of(HttpStatus.SERVICE_UNAVAILABLE, "upstream-away", detail),
        null);
  }
}
