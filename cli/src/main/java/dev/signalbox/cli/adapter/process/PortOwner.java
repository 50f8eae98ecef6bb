package dev.signalbox.cli.adapter.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds out whether a loopback port is free, and who has it when it is not. */
public final class PortOwner {
  private static final Path PROC = Path.of("/proc");
  private static final String LISTENING = "0A";
  private static final int STATE = 3;
  private static final int INODE = 9;

  private PortOwner() {}

  public static boolean isFree(int port) {
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
      return true;
    } catch (IOException taken) {
      return false;
    }
  }

  /** {@code pid 17 (java -jar x.jar)}, or that nobody can say. */
  public static String describe(int port) {
    Set<String> sockets =
        Stream.of("net/tcp", "net/tcp6")
            .flatMap(table -> linesOf(PROC.resolve(table)))
            .map(line -> line.strip().split("\\s+"))
            .filter(columns -> listensOn(columns, port))
            .map(columns -> "socket:[" + columns[INODE] + "]")
            .collect(Collectors.toSet());
    return ProcessHandle.allProcesses()
        .filter(process -> holds(process.pid(), sockets))
        .findFirst()
        .map(process -> "pid " + process.pid() + " (" + commandOf(process.pid()) + ")")
        .orElse("a process that is not visible to you");
  }

  private static boolean listensOn(String[] columns, int port) {
    return columns.length > INODE
        && columns[STATE].equals(LISTENING)
        && columns[1].endsWith(":%04X".formatted(port));
  }

  private static Stream<String> linesOf(Path file) {
    try {
      return Files.readAllLines(file).stream();
    } catch (IOException noProc) {
      return Stream.empty();
    }
  }

  private static boolean holds(long pid, Set<String> sockets) {
    if (sockets.isEmpty()) {
      return false;
    }
    try (DirectoryStream<Path> open = Files.newDirectoryStream(PROC.resolve(pid + "/fd"))) {
      for (Path descriptor : open) {
        if (sockets.contains(Files.readSymbolicLink(descriptor).toString())) {
          return true;
        }
      }
      return false;
    } catch (IOException | java.nio.file.DirectoryIteratorException goneOrNotOurs) {
      return false;
    }
  }

  private static String commandOf(long pid) {
    try {
      String line = Files.readString(PROC.resolve(pid + "/cmdline"));
      List<String> words = Arrays.asList(line.split("\0"));
      String command = String.join(" ", words);
      return command.length() <= 80 ? command : command.substring(0, 77) + "...";
    } catch (IOException gone) {
      return "gone meanwhile";
    }
  }
}
