package dev.signalbox.embedded.testing;

/** A database of one test's own, empty at first. */
public record TestDatabase(String jdbcUrl, String username, String password) {}
