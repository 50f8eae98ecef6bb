package dev.signalbox.embedded.codegen;

import dev.signalbox.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.flywaydb.core.Flyway;
import org.jooq.codegen.GenerationTool;
import org.jooq.meta.jaxb.Configuration;
import org.jooq.meta.jaxb.Database;
import org.jooq.meta.jaxb.ForcedType;
import org.jooq.meta.jaxb.Generate;
import org.jooq.meta.jaxb.Generator;
import org.jooq.meta.jaxb.Jdbc;
import org.jooq.meta.jaxb.Logging;
import org.jooq.meta.jaxb.Target;

/**
 * Migrates a throw-away PostgreSQL and writes jOOQ's classes for the outcome; does nothing when the
 * same migrations and arguments were generated before.
 */
public final class CodeGeneration {

  /** What extensions bring along, and Flyway's own table. */
  private static final String NOT_OURS =
      "flyway_.*|gbt_.*|gbtree.*|.*_dist|.*gbtreekey.*|pg_stat_.*";

  private CodeGeneration() {}

  /**
   * Runs from the command line.
   *
   * @param arguments migrations folder, output package, schema, output directory
   */
  public static void main(String[] arguments) throws Exception {
    if (arguments.length != 4) {
      throw new IllegalArgumentException(
          "expected: <migrations folder> <output package> <schema> <output directory>");
    }
    generate(new Request(Path.of(arguments[0]), arguments[1], arguments[2], Path.of(arguments[3])));
  }

  /** Generates, unless nothing changed; says whether it did. */
  static boolean generate(Request request) throws Exception {
    String fingerprint = Fingerprint.of(request);
    if (isCurrent(request, fingerprint)) {
      return false;
    }
    System.setProperty("org.jooq.no-logo", "true");
    System.setProperty("org.jooq.no-tips", "true");
    try (EmbeddedPostgres postgres = EmbeddedPostgres.throwAway()) {
      migrate(postgres, request);
      GenerationTool.generate(configuration(postgres, request));
    }
    Files.writeString(marker(request), fingerprint);
    return true;
  }

  private static boolean isCurrent(Request request, String fingerprint) throws IOException {
    return Files.exists(marker(request))
        && Files.isDirectory(request.packageFolder())
        && Files.readString(marker(request)).equals(fingerprint);
  }

  private static Path marker(Request request) {
    return request.output().resolve(request.outputPackage() + ".fingerprint");
  }

  private static void migrate(EmbeddedPostgres postgres, Request request) {
    Flyway.configure()
        .dataSource(postgres.jdbcUrl(), postgres.username(), postgres.password())
        .schemas(request.schema())
        .defaultSchema(request.schema())
        .locations("filesystem:" + request.migrations().toAbsolutePath())
        .load()
        .migrate();
  }

  private static Configuration configuration(EmbeddedPostgres postgres, Request request) {
    return new Configuration()
        .withLogging(Logging.WARN)
        .withJdbc(
            new Jdbc()
                .withDriver("org.postgresql.Driver")
                .withUrl(postgres.jdbcUrl())
                .withUser(postgres.username())
                .withPassword(postgres.password()))
        .withGenerator(
            new Generator()
                .withDatabase(database(request))
                .withGenerate(new Generate().withGeneratedAnnotation(false).withRecords(true))
                .withTarget(
                    new Target()
                        .withPackageName(request.outputPackage())
                        .withDirectory(request.output().toString())));
  }

  private static Database database(Request request) {
    return new Database()
        .withName("org.jooq.meta.postgres.PostgresDatabase")
        .withInputSchema(request.schema())
        .withExcludes(NOT_OURS)
        .withIncludeRoutines(false)
        .withForcedTypes(
            new ForcedType()
                .withName("INSTANT")
                .withIncludeTypes("timestamptz|timestamp with time zone"));
  }
}
