package dev.signalbox.embedded.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FingerprintTest {

  @TempDir Path migrations;

  @BeforeEach
  void oneMigration() throws Exception {
    Files.writeString(migrations.resolve("V1__a.sql"), "create table a (id int)");
  }

  @Test
  void isTheSameForTheSame() throws Exception {
    assertThat(of("box", "signals")).isEqualTo(of("box", "signals"));
  }

  @Test
  void changesWithEveryInput() throws Exception {
    String before = of("box", "signals");
    assertThat(of("other", "signals")).isNotEqualTo(before);
    assertThat(of("box", "other")).isNotEqualTo(before);

    Files.writeString(migrations.resolve("V1__a.sql"), "create table b (id int)");
    String edited = of("box", "signals");
    assertThat(edited).isNotEqualTo(before);

    Files.move(migrations.resolve("V1__a.sql"), migrations.resolve("V2__a.sql"));
    assertThat(of("box", "signals")).isNotEqualTo(edited);
  }

  private String of(String outputPackage, String schema) throws Exception {
    return Fingerprint.of(new Request(migrations, outputPackage, schema, Path.of("out")));
  }
}
