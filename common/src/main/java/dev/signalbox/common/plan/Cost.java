package dev.signalbox.common.plan;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An amount of money, written as {@code 0.42 USD}. */
public record Cost(BigDecimal amount, String currency) {

  private static final int DECIMALS = 2;
  private static final Pattern TEXT = Pattern.compile("([0-9]{1,12}(?:\\.[0-9]{1,9})?) ([A-Z]{3})");

  public Cost {
    BigDecimal shortest = amount.stripTrailingZeros();
    amount = shortest.scale() < DECIMALS ? shortest.setScale(DECIMALS) : shortest;
  }

  /** Reads the written form; empty when it is none. */
  public static Optional<Cost> read(String text) {
    Matcher matcher = TEXT.matcher(text);
    return matcher.matches()
        ? Optional.of(new Cost(new BigDecimal(matcher.group(1)), matcher.group(2)))
        : Optional.empty();
  }

  @JsonCreator
  static Cost of(String text) {
    return read(text)
        .orElseThrow(() -> new IllegalArgumentException("not an amount of money: " + text));
  }

  /** Both together; of one currency. */
  public Cost plus(Cost other) {
    if (!currency.equals(other.currency)) {
      throw new IllegalArgumentException(this + " and " + other + " cannot be added");
    }
    return new Cost(amount.add(other.amount), currency);
  }

  @Override
  @JsonValue
  public String toString() {
    return amount.toPlainString() + " " + currency;
  }
}
