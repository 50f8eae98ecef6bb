package dev.signalbox.standalone;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Where each service listens: the dashboard where the user wants it, the others anywhere free. */
record Ports(Map<Service, Integer> numbers) {
  Ports {
    numbers = Map.copyOf(numbers);
  }

  /** Chosen together and before anything starts, so that no two get the same. */
  static Ports choose(int dashboard) throws IOException {
    InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
    try (ServerSocket lock = new ServerSocket(0, 1, loopback);
        ServerSocket scheduler = new ServerSocket(0, 1, loopback);
        ServerSocket worker = new ServerSocket(0, 1, loopback)) {
      Map<Service, Integer> numbers = new EnumMap<>(Service.class);
      numbers.put(Service.LOCK, lock.getLocalPort());
      numbers.put(Service.SCHEDULER, scheduler.getLocalPort());
      numbers.put(Service.WORKER, worker.getLocalPort());
      numbers.put(Service.DASHBOARD, dashboard);
      return new Ports(numbers);
    }
  }

  String url(Service service) {
    return "http://127.0.0.1:" + numbers.get(service);
  }

  Map<String, String> urls() {
    return numbers.keySet().stream().collect(Collectors.toMap(Service::shortName, this::url));
  }
}
