package dev.signalbox.dashboard.flow;

import dev.signalbox.common.id.PlanId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Changes as they happen. */
@RestController
@RequestMapping("/api/v1/events")
@Tag(name = "live")
public final class LiveApi {
  private final LiveViews views;

  public LiveApi(LiveViews views) {
    this.views = views;
  }

  @GetMapping(produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  @Operation(
      operationId = "streamEvents",
      summary = "Server-sent events: frames of what changed, from a cursor on",
      description =
          "Event `board` carries {now, plans, tasks}; tasks only for the plan that was asked for."
              + " Event `reset` means: too much was missed, read everything again. The id of each"
              + " event is the cursor; Last-Event-ID wins over `after`.")
  public ResponseEntity<SseEmitter> events(
      @RequestParam Optional<UUID> plan,
      @RequestParam Optional<String> after,
      @RequestHeader("Last-Event-ID") Optional<String> lastEventId) {
    SseEmitter emitter = views.open(plan.map(PlanId::new), lastEventId.or(() -> after));
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .header("X-Accel-Buffering", "no")
        .body(emitter);
  }
}
