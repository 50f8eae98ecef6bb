package dev.signalbox.embedded.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodeGenerationIT {

  private static final String FIRST =
      """
      create extension if not exists btree_gist;
      create type mood as enum ('good', 'bad');
      create table train (
        id uuid primary key default uuidv7(),
        number text not null unique,
        mood mood not null,
        details jsonb not null default '{}',
        seen_at timestamptz not null default now(),
        number_length int generated always as (length(number)) stored
      );
      """;

  @TempDir Path folder;

  @Test
  void generatesWhatTheMigrationsMakeAndOnlyWhenTheyChange() throws Exception {
    Path migrations = Files.createDirectories(folder.resolve("db"));
    Files.writeString(migrations.resolve("V1__train.sql"), FIRST);
    Request request = new Request(migrations, "box.db", "signals", folder.resolve("generated"));

    assertThat(CodeGeneration.generate(request)).isTrue();
    assertThat(tables(request)).contains("Train.java").doesNotContain("FlywaySchemaHistory.java");
    assertThat(Files.readString(request.packageFolder().resolve("tables/Train.java")))
        .contains("TableField<TrainRecord, Instant> SEEN_AT")
        .contains("TableField<TrainRecord, JSONB> DETAILS");

    assertThat(CodeGeneration.generate(request)).isFalse();

    Files.writeString(migrations.resolve("V2__signal.sql"), "create table signal (id int);");
    assertThat(CodeGeneration.generate(request)).isTrue();
    assertThat(tables(request)).contains("Train.java", "Signal.java");
  }

  private static String tables(Request request) throws Exception {
    try (var files = Files.list(request.packageFolder().resolve("tables"))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList().toString();
    }
  }
}
