package io.kafkafetch.domain.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkafetch.domain.login.LoginEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class UniqueUsersProperties {

    /** Also more than a buffer keeps, and users that nobody asked for. */
    @Provide
    Arbitrary<List<Long>> users() {
        return Arbitraries.longs().between(LoginEvent.NO_USER, 700).list().ofMaxSize(1_700);
    }

    /** As plainly as it can be said. */
    private static UniqueUsers of(List<Long> users) {
        List<Long> known =
                users.stream().filter(user -> user != LoginEvent.NO_USER).toList();
        return known.isEmpty()
                ? UniqueUsers.NONE
                : new UniqueUsers(known.size(), Optional.of(new ExactUsers("key", new TreeSet<>(known))));
    }

    @Property(tries = 100)
    void usersOfPartsAreThoseOfTheWhole(
            @ForAll("users") List<Long> first, @ForAll("users") List<Long> second, @ForAll("users") List<Long> third) {
        List<Long> all = new ArrayList<>(first);
        all.addAll(second);
        all.addAll(third);

        assertThat(of(first).plus(of(second)).plus(of(third)))
                .isEqualTo(of(third).plus(of(second).plus(of(first))))
                .isEqualTo(of(all));
        assertThat(of(all).plus(UniqueUsers.NONE))
                .isEqualTo(UniqueUsers.NONE.plus(of(all)))
                .isEqualTo(of(all));
    }

    @Property(tries = 100)
    void aBufferAndACounterKnowAllThatTheyTook(@ForAll("users") List<Long> first, @ForAll("users") List<Long> second) {
        UserBuffer buffer = new UserBuffer(ExactUsers.KEY);
        UserCounter counter = new UserCounter(ExactUsers.KEY);
        UserCounter sum = new UserCounter(null);

        for (List<Long> users : List.of(first, second)) {
            users.forEach(buffer::add);
            users.forEach(counter::count);
            UserCounter batch = new UserCounter(ExactUsers.KEY);
            batch.add(buffer.users());
            assertThat(batch.users()).isEqualTo(of(users));
            assertThat(buffer.users().weight())
                    .isLessThanOrEqualTo(8L * UserBuffer.MOST_KEPT + UserBuffer.SKETCH_BYTES);
            sum.add(batch.users());
            buffer.clear();
        }

        assertThat(sum.users()).isEqualTo(counter.users()).isEqualTo(of(first).plus(of(second)));
    }

    @Example
    void whereNobodyAsksForUsersNothingIsKept() {
        UserBuffer buffer = new UserBuffer(null);
        UserCounter counter = new UserCounter(null);

        LongStream.range(0, 1_000).forEach(user -> {
            buffer.add(user);
            counter.count(user);
        });

        assertThat(buffer.users()).isEqualTo(BatchUsers.NONE);
        assertThat(buffer.users().weight()).isZero();
        assertThat(counter.users()).isEqualTo(UniqueUsers.NONE);
    }

    @Example
    void usersOfDifferentKeysAreNotCountedTogether() {
        UserCounter counter = new UserCounter(ExactUsers.key("another"));
        counter.count(7);

        assertThatThrownBy(() -> counter.users().plus(of(List.of(7L))))
                .isInstanceOf(UserSketch.OtherKeyException.class)
                .hasMessage("users hashed with key another and with key key cannot be counted together");
        assertThatThrownBy(() -> counter.add(of(List.of(7L)))).isInstanceOf(UserSketch.OtherKeyException.class);
    }

    @Example
    void thereAreNoUsersWithoutLogins() {
        assertThatThrownBy(() -> new UniqueUsers(1, Optional.empty())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new UniqueUsers(-1, Optional.empty())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new UniqueUsers(0, of(List.of(7L)).sketch()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
