package dev.signalbox.common.repository;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.common.id.RepositoryId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** I10, and design section 11: which URLs are taken, and which repository each of them means. */
class RemoteUrlTest {

  @ParameterizedTest
  @CsvSource({
    "https://GitHub.com/acme/shop.git,        https://github.com/acme/shop",
    "https://github.com:443/acme//shop/,      https://github.com/acme/shop",
    "https://github.com:8443/acme/shop,       https://github.com:8443/acme/shop",
    "git@GitHub.com:acme/shop.git,            ssh://git@github.com/acme/shop",
    "ssh://git@github.com/acme/shop.git/,     ssh://git@github.com/acme/shop",
    "ssh://git@github.com:22/acme/shop,       ssh://git@github.com/acme/shop",
    "ssh://host:2222/~anna/shop.git,          ssh://host:2222/~anna/shop",
    "host:/srv/shop.git,                      ssh://host/srv/shop",
    "http://127.0.0.1:8080/shop.git,          http://127.0.0.1:8080/shop",
    "HTTPS://[::1]:8080/shop,                 https://[::1]:8080/shop",
    "file:///srv/git/./shop.git/,             file:///srv/git/shop.git",
    "file://localhost/srv/shop,               file:///srv/shop"
  })
  void oneRepositoryHasOneIdentity(String url, String canonical) {
    RemoteUrl read = RemoteUrl.find(url).orElseThrow();

    assertThat(read.id()).isEqualTo(new RepositoryId(canonical));
    assertThat(read.location()).as("git is given what was written").isEqualTo(url);
    assertThat(RemoteUrl.find(canonical).orElseThrow().canonical()).isEqualTo(canonical);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/srv/git/shop",
        "../shop",
        "--upload-pack=touch",
        "ssh://-oProxyCommand=x/y",
        "-x@host:path",
        "ext::sh -c id",
        "fd::7",
        "git://host/shop",
        "http://example.org/shop",
        "ftp://host/shop",
        "file://host/shop",
        "file:///",
        "file:///a/../b",
        "https://host/",
        "https://host",
        "https:///shop",
        "https://host/a/../b",
        "https://host/shop?x=1",
        "ssh://a$b@host/shop",
        "https://host/a b",
        "ssh://git:secret@host/shop",
        "https://token@host/shop"
      })
  void refusesWhatGitMustNotBeGiven(String url) {
    assertThat(RemoteUrl.read(url)).isInstanceOf(RemoteUrl.Reading.Bad.class);
    assertThat(RemoteUrl.find(url)).isEmpty();
  }

  @Test
  void saysThatCredentialsBelongElsewhere() {
    assertThat(RemoteUrl.read("https://anna:secret@host/shop"))
        .isInstanceOfSatisfying(
            RemoteUrl.Reading.Bad.class,
            bad -> {
              assertThat(bad.hasCredentials()).isTrue();
              assertThat(bad.message() + bad.hint()).doesNotContain("secret");
            });
  }

  @ParameterizedTest
  @CsvSource({
    "fatal: https://anna:secret@host/shop not found, fatal: https://***@host/shop not found",
    "to https://ghp_abc@host/x and ssh://git@host/x, to https://***@host/x and ssh://git@host/x",
    "ssh://git:pw@host/x,                            ssh://***@host/x",
    "nothing to hide: a@b.c,                         nothing to hide: a@b.c"
  })
  void takesSecretsOut(String text, String redacted) {
    assertThat(RemoteUrl.redact(text)).isEqualTo(redacted);
  }

  @ParameterizedTest
  @CsvSource({
    "*,                          https://github.com/acme/shop, true",
    "*,                          /home/anna/shop/.git,         true",
    "https://GitHub.com/acme/,   https://github.com/acme/shop, true",
    "https://github.com/acme,    https://github.com/acme2/x,   false",
    "https://github.com,         https://github.com/acme/shop, true",
    "https://github.com,         https://github.com.evil.org/, false",
    "git@github.com:acme,        ssh://git@github.com/acme/x,  true",
    "ssh://git@github.com,       https://github.com/acme/x,    false",
    "file://,                    file:///srv/x,                true",
    "file:///srv/git/,           file:///srv/gitx/a,           false",
    "/home/anna,                 /home/anna/shop/.git,         true",
    "/home/anna,                 /home/annabel/shop/.git,      false",
    "/,                          /home/anna/shop/.git,         true",
    "/,                          https://github.com/acme/x,    false"
  })
  void allowsByBeginnings(String beginning, String repository, boolean allowed) {
    assertThat(new AllowedRepositories(List.of(beginning)).allows(new RepositoryId(repository)))
        .isEqualTo(allowed);
  }

  @Test
  void findsTheFolderOfAFileUrl() {
    assertThat(RemoteUrl.find("file:///srv/shop.git/").orElseThrow().file())
        .contains("/srv/shop.git");
    assertThat(RemoteUrl.find("https://host/shop").orElseThrow().file()).isEmpty();
  }
}
