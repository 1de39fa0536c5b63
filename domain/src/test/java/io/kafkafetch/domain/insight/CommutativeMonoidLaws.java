package io.kafkafetch.domain.insight;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * The laws that everything counted obeys, so that any grouping of the same logins gives the same totals. One subclass a
 * type.
 *
 * @param <M> the monoid
 */
public abstract class CommutativeMonoidLaws<M> {

    public abstract M empty();

    public abstract M plus(M left, M right);

    @Provide
    public abstract Arbitrary<M> values();

    @Property
    void identity(@ForAll("values") M a) {
        assertThat(plus(empty(), a)).isEqualTo(a).hasSameHashCodeAs(a);
        assertThat(plus(a, empty())).isEqualTo(a).hasSameHashCodeAs(a);
    }

    @Property
    void associativity(@ForAll("values") M a, @ForAll("values") M b, @ForAll("values") M c) {
        assertThat(plus(plus(a, b), c)).isEqualTo(plus(a, plus(b, c))).hasSameHashCodeAs(plus(a, plus(b, c)));
    }

    @Property
    void commutativity(@ForAll("values") M a, @ForAll("values") M b) {
        assertThat(plus(a, b)).isEqualTo(plus(b, a)).hasSameHashCodeAs(plus(b, a));
    }
}
