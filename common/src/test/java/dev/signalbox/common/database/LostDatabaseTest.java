package dev.signalbox.common.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LostDatabaseTest {

  @ParameterizedTest
  @ValueSource(strings = {"08001", "08006", "53300", "57P01", "57P03"})
  void sqlStatesOfADatabaseThatIsAwayAreKnownHoweverWrapped(String state) {
    SQLException told = new SQLException("ended", state);

    assertThat(LostDatabase.isBehind(told)).isTrue();
    assertThat(LostDatabase.isBehind(new IllegalStateException(new RuntimeException(told))))
        .isTrue();
  }

  @ParameterizedTest
  @MethodSource("connectionFailures")
  void whatThePoolSaysIsKnownByItsType(SQLException told) {
    assertThat(LostDatabase.isBehind(new RuntimeException(told))).isTrue();
  }

  static Stream<SQLException> connectionFailures() {
    return Stream.of(
        new SQLTransientConnectionException("request timed out after 30000ms"),
        new SQLNonTransientConnectionException("refused"),
        new SQLRecoverableException("gone"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"23505", "22001", "42P01"})
  void aRefusalIsNoLoss(String state) {
    assertThat(LostDatabase.isBehind(new RuntimeException(new SQLException("no", state))))
        .isFalse();
  }

  @Test
  void whatHasNothingToDoWithADatabaseIsNoLoss() {
    assertThat(LostDatabase.isBehind(new IllegalStateException("x"))).isFalse();
    assertThat(LostDatabase.isBehind(new SQLException("without a state"))).isFalse();
  }
}
