package dev.signalbox.embedded;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The process that listens on a port, as far as /proc lets us see it. */
record PortHolder(long pid, String command) {

  private static final Path PROC = Path.of("/proc");
  private static final String LISTEN = "0A";

  static Optional<PortHolder> of(int port) {
    Set<String> sockets =
        Stream.of("net/tcp", "net/tcp6")
            .flatMap(table -> lines(PROC.resolve(table)).stream())
            .flatMap(line -> listeningInode(line, port).stream())
            .map(inode -> "socket:[" + inode + "]")
            .collect(Collectors.toSet());
    if (sockets.isEmpty()) {
      return Optional.empty();
    }
    return ProcessHandle.allProcesses()
        .map(ProcessHandle::pid)
        .filter(pid -> holdsAny(pid, sockets))
        .findFirst()
        .map(pid -> new PortHolder(pid, ProcFiles.command(pid).orElse("unknown")));
  }

  /** The socket's inode when this line of /proc/net/tcp is a listener on the port. */
  static Optional<String> listeningInode(String line, int port) {
    String[] columns = line.strip().split("\\s+");
    if (columns.length < 10 || !columns[3].equals(LISTEN)) {
      return Optional.empty();
    }
    String hexPort = columns[1].substring(columns[1].lastIndexOf(':') + 1);
    return Integer.parseInt(hexPort, 16) == port ? Optional.of(columns[9]) : Optional.empty();
  }

  private static List<String> lines(Path table) {
    try {
      return Files.readAllLines(table);
    } catch (IOException unreadable) {
      return List.of(); // no /proc, or hidden: the holder then stays unnamed
    }
  }

  private static boolean holdsAny(long pid, Set<String> sockets) {
    Path descriptors = PROC.resolve(pid + "/fd");
    try (DirectoryStream<Path> open = Files.newDirectoryStream(descriptors)) {
      for (Path descriptor : open) {
        if (ProcFiles.link(descriptor).filter(sockets::contains).isPresent()) {
          return true;
        }
      }
      return false;
    } catch (IOException | java.nio.file.DirectoryIteratorException goneOrNotOurs) {
      return false;
    }
  }
}
