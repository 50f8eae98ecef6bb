package dev.signalbox.embedded;

import dev.signalbox.embedded.EmbeddedServerException.Code;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** Unpacks the server binaries, once per version, into a cache that JVMs may share. */
final class Binaries {

  private static final String POSTGRES = "postgres-18.6";
  private static final String REDIS = "redis-7.0.15";

  private final Path cache;
  private final Platform platform;

  Binaries(Path cache, Platform platform) {
    this.cache = cache;
    this.platform = platform;
  }

  /** The folder that holds PostgreSQL's bin, lib and share. */
  Path postgres() {
    return unpacked(POSTGRES, platform.postgresArchive(), Binaries::untar);
  }

  /** The redis-server executable. */
  Path redis() {
    return unpacked(REDIS, platform.redisBinary(), Binaries::copyExecutable)
        .resolve("redis-server");
  }

  /** Complete or absent: unpacked beside the target, then renamed; of two racers one wins. */
  private Path unpacked(String name, String resource, Unpacking unpacking) {
    Path target = cache.resolve(name);
    if (Files.isDirectory(target)) {
      return target;
    }
    try (InputStream content = Binaries.class.getResourceAsStream(resource)) {
      if (content == null) {
        throw new IOException(resource + " is not on the class path");
      }
      Path work = Files.createTempDirectory(Files.createDirectories(cache), name + ".");
      unpacking.unpack(content, work);
      Files.setPosixFilePermissions(work, PosixFilePermissions.fromString("rwxr-xr-x"));
      moveUnlessThere(work, target);
      return target;
    } catch (IOException failure) {
      throw new EmbeddedServerException(
          Code.EXTRACTION_FAILED, "cannot unpack " + resource + " into " + cache, failure);
    }
  }

  private static void moveUnlessThere(Path work, Path target) throws IOException {
    try {
      Files.move(work, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileAlreadyExistsException | java.nio.file.DirectoryNotEmptyException lostTheRace) {
      Directories.delete(work);
    } catch (IOException failure) {
      Directories.delete(work);
      if (!Files.isDirectory(target)) {
        throw failure;
      }
    }
  }

  private static void copyExecutable(InputStream content, Path folder) throws IOException {
    Path binary = folder.resolve("redis-server");
    Files.copy(content, binary);
    makeExecutable(binary);
  }

  static void untar(InputStream content, Path folder) throws IOException {
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(content)))) {
      TarArchiveEntry entry = tar.getNextEntry();
      while (entry != null) {
        write(tar, entry, folder);
        entry = tar.getNextEntry();
      }
    }
  }

  private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path folder)
      throws IOException {
    Path target = folder.resolve(entry.getName()).normalize();
    if (!target.startsWith(folder)) {
      throw new IOException("archive entry " + entry.getName() + " leads out of its folder");
    }
    if (entry.isDirectory()) {
      Files.createDirectories(target);
      return;
    }
    Files.createDirectories(folder.resolve(target).getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(tar, target);
    if ((entry.getMode() & 0100) != 0) {
      makeExecutable(target);
    }
  }

  private static void makeExecutable(Path file) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** How one artifact gets into its folder. */
  private interface Unpacking {
    void unpack(InputStream content, Path folder) throws IOException;
  }
}
