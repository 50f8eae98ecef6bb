package dev.signalbox.dashboard;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What can be set of the dashboard.
 *
 * @param schedulerUrl where plans and commands are forwarded to
 * @param lockUrl where locks are asked for
 * @param token what writes must carry as {@code Authorization: Bearer}; empty for none
 * @param allowedHosts host names beside loopback that requests may name; {@code *} for any
 * @param forwardTimeout how long a forwarded request may take
 * @param uploadTimeout how long a plan may take to be handed in and accepted
 * @param batchSize how many records one transaction takes at most
 * @param retention how long output and history are kept; plans and their results stay
 * @param liveInterval how often a live view is sent changes at most
 * @param liveHeartbeat how long a live view is left without a sign of life
 * @param liveBacklog how many rows may wait for a live view before it has to start over
 */
@ConfigurationProperties(prefix = "signalbox.dashboard", ignoreUnknownFields = false)
public record DashboardSettings(
    @DefaultValue("http://127.0.0.1:8081") URI schedulerUrl,
    @DefaultValue("http://127.0.0.1:8082") URI lockUrl,
    @DefaultValue("") String token,
    @DefaultValue List<String> allowedHosts,
    @DefaultValue("90s") Duration forwardTimeout,
    @DefaultValue("15m") Duration uploadTimeout,
    @DefaultValue("4000") int batchSize,
    @DefaultValue("14d") Duration retention,
    @DefaultValue("100ms") Duration liveInterval,
    @DefaultValue("15s") Duration liveHeartbeat,
    @DefaultValue("20000") int liveBacklog) {

  public DashboardSettings {
    allowedHosts = List.copyOf(allowedHosts);
    if (batchSize < 1 || liveBacklog < 1) {
      throw new IllegalArgumentException("batch-size and live-backlog are at least 1");
    }
    if (!retention.isPositive() || !liveHeartbeat.isPositive() || !forwardTimeout.isPositive()) {
      throw new IllegalArgumentException(
          "retention, live-heartbeat and forward-timeout are longer than nothing");
    }
    if (liveInterval.isNegative()) {
      throw new IllegalArgumentException("live-interval is not negative");
    }
  }
}
