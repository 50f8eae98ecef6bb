package dev.signalbox.embedded.testing;

/** The three servers from one source; each starts at its first use. */
interface Services extends AutoCloseable {

  String kafkaBootstrap();

  /** PostgreSQL's default database, for making others. */
  TestDatabase postgres();

  String redisUri();

  @Override
  void close();
}
