package dev.signalbox.cli.core.demo;

/**
 * One thing the demo proves about its result.
 *
 * @param detail what was found; the differences when it does not hold
 */
public record Check(String name, boolean ok, String detail) {}
