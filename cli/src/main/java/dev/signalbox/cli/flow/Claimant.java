package dev.signalbox.cli.flow;

import dev.signalbox.cli.adapter.git.GitCommand;
import dev.signalbox.cli.core.outcome.CommandFailure;
import dev.signalbox.cli.core.outcome.ExitCode;
import dev.signalbox.common.codec.MessageCodec;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Who claims a task: as they say, or else as git knows them here.
 *
 * @param skills what they have; absent when they do not say
 */
record Claimant(@Nullable String as, @Nullable String email, @Nullable List<String> skills) {

  ObjectNode body() {
    String known = configured("user.name");
    String name = as == null ? known : as;
    if (name.isBlank()) {
      throw new CommandFailure(
          ExitCode.USAGE, "git does not know who you are", "", "say it with --as NAME");
    }
    String address = email == null && name.equals(known) ? configured("user.email") : email;
    ObjectNode body = MessageCodec.mapper().createObjectNode().put("name", name);
    if (skills != null) {
      body.set("skills", MessageCodec.mapper().valueToTree(skills));
    }
    return address == null || address.isBlank() ? body : body.put("email", address);
  }

  private static String configured(String key) {
    GitCommand.Answer answer = new GitCommand(Path.of("").toAbsolutePath()).ask("config", key);
    return answer.ok() ? answer.line() : "";
  }
}
