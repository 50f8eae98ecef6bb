package dev.signalbox.scheduler.adapter.jooq;

import static dev.signalbox.scheduler.adapter.jooq.Rendered.given;
import static dev.signalbox.scheduler.adapter.jooq.Rendered.several;
import static dev.signalbox.scheduler.adapter.jooq.generated.Tables.OUTBOX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.update;

import org.jooq.Query;
import org.junit.jupiter.api.Test;

class RenderedTest {
  @Test
  void eachValueIsAQuestionMarkWhereItIsWritten() {
    Rendered statement =
        Rendered.of(
            update(OUTBOX)
                .set(OUTBOX.KEY, given(OUTBOX.KEY))
                .where(OUTBOX.PARTITION.eq(given(OUTBOX.PARTITION)))
                .and(OUTBOX.POSITION.eq(any(several(OUTBOX.POSITION)))));
    assertThat(statement.text().replace("\"scheduler\".\"outbox\".", ""))
        .isEqualTo(
            "update \"scheduler\".\"outbox\" set \"key\" = ? where (\"partition\" = ?"
                + " and \"position\" = any (cast(? as bigint[])))");
  }

  @Test
  void aConstantThatNobodyWouldBindIsRefused() {
    Query query = update(OUTBOX).set(OUTBOX.KEY, "key");
    assertThatIllegalArgumentException().isThrownBy(() -> Rendered.of(query));
    assertThat(Rendered.of(update(OUTBOX).set(OUTBOX.KEY, inline("key"))).text())
        .isEqualTo("update \"scheduler\".\"outbox\" set \"key\" = 'key'");
  }
}
