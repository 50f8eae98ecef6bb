package dev.signalbox.cli.flow;

import dev.signalbox.simulator.Policy;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code critical-path}, {@code fifo} and {@code wave}. */
final class PolicyConverter implements ITypeConverter<Policy> {
  @Override
  public Policy convert(String text) {
    return Stream.of(Policy.values())
        .filter(policy -> policy.toString().equals(text))
        .findFirst()
        .orElseThrow(
            () -> new TypeConversionException("'" + text + "' is not critical-path, fifo or wave"));
  }
}
