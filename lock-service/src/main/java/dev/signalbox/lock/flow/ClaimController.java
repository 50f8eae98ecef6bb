package dev.signalbox.lock.flow;

import dev.signalbox.common.claim.ClaimAnswer;
import dev.signalbox.common.claim.ClaimHandle;
import dev.signalbox.common.claim.ClaimRequest;
import dev.signalbox.common.claim.ClaimView;
import dev.signalbox.common.footprint.PathPattern;
import dev.signalbox.common.id.RepositoryId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Claims over HTTP; every expected outcome is a 200. */
@RestController
@RequestMapping("/api/v1/claims")
public final class ClaimController {
  private final ClaimDesk desk;

  public ClaimController(ClaimDesk desk) {
    this.desk = desk;
  }

  @PostMapping
  ClaimAnswer claim(@RequestBody ClaimRequest request) {
    return desk.claim(request);
  }

  @PostMapping("/reestablish")
  ClaimAnswer reestablish(@RequestBody ClaimRequest request) {
    return desk.reestablish(request);
  }

  @PostMapping("/amend")
  ClaimAnswer amend(@RequestBody ClaimRequest request) {
    return desk.amend(request);
  }

  @PostMapping("/renew")
  ClaimAnswer renew(@RequestBody ClaimHandle handle) {
    return desk.renew(handle);
  }

  @PostMapping("/release")
  ClaimAnswer release(@RequestBody ClaimHandle handle) {
    return desk.release(handle);
  }

  @PostMapping("/revoke")
  ClaimAnswer revoke(@RequestBody ClaimHandle handle) {
    return desk.revoke(handle);
  }

  @GetMapping
  List<ClaimView> claims(
      @RequestParam(required = false) @Nullable RepositoryId repository,
      @RequestParam(required = false) @Nullable PathPattern path) {
    return desk.claims(repository, path);
  }
}
