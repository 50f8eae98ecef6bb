package dev.signalbox.worker;

import dev.signalbox.worker.adapter.process.ContainerRun;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How containers are run on this machine.
 *
 * @param engine docker, podman, or a path to one
 * @param pull when an image is fetched
 * @param network as the engine names it; empty for the engine's default
 * @param memory the most one container may have, as in 2g; empty for no limit
 * @param cpus the most one container may use, as in 1.5; empty for no limit
 * @param arguments more arguments for the engine's run
 */
public record ContainerSettings(
    @DefaultValue("docker") @NotBlank String engine,
    @DefaultValue("missing") ContainerRun.Pull pull,
    @DefaultValue("") String network,
    @DefaultValue("") @Pattern(regexp = "([0-9]+[bkmg]?)?") String memory,
    @DefaultValue("") @Pattern(regexp = "([0-9]+(\\.[0-9]+)?)?") String cpus,
    @DefaultValue({}) List<String> arguments) {

  public ContainerSettings {
    arguments = List.copyOf(arguments);
  }

  ContainerRun.Options options() {
    return new ContainerRun.Options(engine, pull, network, memory, cpus, arguments);
  }
}
