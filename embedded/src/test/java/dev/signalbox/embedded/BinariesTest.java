package dev.signalbox.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

class BinariesTest {

  @TempDir Path cache;

  @Test
  void racersAllGetTheOneCompleteBinary() throws Exception {
    Callable<Path> unpack = () -> new Binaries(cache, Platform.current()).redis();
    try (var threads = Executors.newFixedThreadPool(4)) {
      for (Future<Path> each : threads.invokeAll(List.of(unpack, unpack, unpack, unpack))) {
        assertThat(each.get()).isExecutable().hasFileName("redis-server");
        assertThat(Files.size(each.get())).isEqualTo(6_103_320);
      }
    }
    try (var entries = Files.list(cache)) {
      assertThat(entries.map(Path::getFileName).map(Path::toString))
          .containsExactly("redis-7.0.15");
    }
  }

  @Test
  void unpacksFilesAndLinksAndKeepsWhatMayRun() throws Exception {
    byte[] archive = archive("bin/run", 0755);
    Binaries.untar(new ByteArrayInputStream(archive), cache);
    assertThat(cache.resolve("bin/run")).isExecutable().hasContent("content");
    assertThat(Files.readSymbolicLink(cache.resolve("bin/link"))).isEqualTo(Path.of("run"));
  }

  @Test
  void refusesAnEntryThatLeadsOut() throws Exception {
    byte[] archive = archive("bin/../../out", 0644);
    assertThatThrownBy(() -> Binaries.untar(new ByteArrayInputStream(archive), cache))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("leads out of its folder");
  }

  private static byte[] archive(String name, int mode) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar =
        new TarArchiveOutputStream(new XZOutputStream(bytes, new LZMA2Options()))) {
      TarArchiveEntry file = new TarArchiveEntry(name);
      file.setMode(mode);
      file.setSize(7);
      tar.putArchiveEntry(file);
      tar.write("content".getBytes(java.nio.charset.StandardCharsets.UTF_8));
      tar.closeArchiveEntry();
      TarArchiveEntry link = new TarArchiveEntry("bin/link", TarArchiveEntry.LF_SYMLINK);
      link.setLinkName("run");
      tar.putArchiveEntry(link);
      tar.closeArchiveEntry();
    }
    return bytes.toByteArray();
  }
}
