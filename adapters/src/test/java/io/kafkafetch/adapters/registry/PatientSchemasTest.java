package io.kafkafetch.adapters.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkafetch.adapters.registry.Schemas.Unusable;
import io.kafkafetch.application.trouble.Fault;
import io.kafkafetch.application.trouble.TroubleCode;
import io.kafkafetch.domain.login.RecordFault;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PatientSchemasTest {

    private static final SchemaId ONE = new SchemaId.Numbered(1);
    private static final RegisteredSchema SCHEMA = RegisteredSchema.of(SchemaType.AVRO, "\"string\"");
    private static final Schemas.Known COMPILED = new Unusable(RecordFault.WRONG_SCHEMA_TYPE);
    private static final Schemas.Known UNKNOWN = new Unusable(RecordFault.UNKNOWN_SCHEMA);

    private final AtomicLong nanos = new AtomicLong();
    private final FakeRegistry registry = new FakeRegistry();
    private final PatientSchemas schemas =
            new PatientSchemas(registry, schema -> COMPILED, Duration.ofSeconds(60), nanos::get);

    @Test
    void aSchemaIsWaitedForAndKept() {
        registry.put(ONE, SCHEMA);

        assertThat(schemas.known(ONE)).isEqualTo(COMPILED);
        nanos.addAndGet(Duration.ofDays(1).toNanos());
        assertThat(schemas.known(ONE)).isEqualTo(COMPILED);
        assertThat(registry.asked(ONE)).isEqualTo(1);
    }

    @Test
    void oneThatIsNotThereIsAskedForAgainAfterAWhile() {
        assertThat(schemas.known(ONE)).isEqualTo(UNKNOWN);
        nanos.addAndGet(Duration.ofSeconds(59).toNanos());
        assertThat(schemas.known(ONE)).isEqualTo(UNKNOWN);
        assertThat(registry.asked(ONE)).isEqualTo(1);

        registry.put(ONE, SCHEMA);
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(schemas.known(ONE)).isEqualTo(COMPILED);
    }

    @Test
    void whatCanBeNoIdIsNotAskedFor() {
        registry.fail(new RegistryAwayException(Fault.of(TroubleCode.SCHEMA_REGISTRY_AWAY, "it sleeps")));

        assertThat(schemas.known(new SchemaId.Numbered(-1))).isEqualTo(UNKNOWN);
        assertThat(schemas.known(new SchemaId.Numbered(Integer.MIN_VALUE))).isEqualTo(UNKNOWN);
    }

    @Test
    void aRegistryThatIsAwayIsSaid() {
        RegistryAwayException away = new RegistryAwayException(Fault.of(TroubleCode.SCHEMA_REGISTRY_AWAY, "it sleeps"));
        registry.fail(away);

        assertThatThrownBy(() -> schemas.known(ONE)).isSameAs(away);
        registry.put(ONE, SCHEMA);
        assertThat(schemas.known(ONE)).isEqualTo(COMPILED);
    }

    @Test
    void thoseThatWereUsedLastAreKept() {
        for (int i = 1; i <= PatientSchemas.MOST; i++) {
            schemas.known(new SchemaId.Numbered(i));
        }
        schemas.known(ONE);
        schemas.known(new SchemaId.Numbered(PatientSchemas.MOST + 1));

        schemas.known(ONE);
        assertThat(registry.asked(ONE)).isEqualTo(1);
        schemas.known(new SchemaId.Numbered(2));
        assertThat(registry.asked(new SchemaId.Numbered(2))).isEqualTo(2);
    }

    @Test
    void anInterruptedWaitIsNoAnswer() {
        registry.hold();
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> schemas.known(ONE)).isInstanceOf(RegistryAwayException.class);
        assertThat(Thread.interrupted()).isTrue();
    }
}
