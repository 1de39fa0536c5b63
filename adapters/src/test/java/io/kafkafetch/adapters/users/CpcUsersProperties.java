package io.kafkafetch.adapters.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.kafkafetch.domain.users.UserSketch;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.datasketches.cpc.CpcSketch;

class CpcUsersProperties {

    private static UserSketch of(List<Long> users) {
        UserSketch.Builder builder = CpcUsers.builder("key");
        users.forEach(builder::add);
        return builder.sketch();
    }

    private static List<Long> users(Random random, int number) {
        return random.longs(number).boxed().toList();
    }

    /** Recomputed totals are compared by their bytes. */
    @Property(tries = 150)
    void theBytesDependOnTheSetOfUsersAlone(@ForAll Random random, @ForAll @IntRange(min = 1, max = 5_000) int number) {
        List<Long> users = users(random, number);
        UserSketch whole = of(users);

        List<Long> shuffled = new ArrayList<>(users);
        shuffled.addAll(users.subList(0, random.nextInt(number)));
        Collections.shuffle(shuffled, random);
        int cut = random.nextInt(shuffled.size());
        List<UserSketch> parts = new ArrayList<>();
        for (List<Long> part : List.of(shuffled.subList(0, cut), shuffled.subList(cut, shuffled.size()))) {
            if (!part.isEmpty()) {
                parts.add(CpcUsers.read("key", of(part).bytes()));
            }
        }
        UserSketch sum = parts.stream().reduce(UserSketch::plus).orElseThrow();
        UserSketch.Builder builder = parts.getLast().builder();
        parts.forEach(builder::add);

        assertThat(sum.bytes()).isEqualTo(whole.bytes());
        assertThat(builder.sketch().bytes()).isEqualTo(whole.bytes());
        assertThat(sum).isEqualTo(whole).hasSameHashCodeAs(whole);
        assertThat(CpcUsers.read("key", whole.bytes()).bytes()).isEqualTo(whole.bytes());
    }

    @Example
    void aSummaryDoesNotChangeWhereItsBuilderGoesOn() {
        UserSketch.Builder builder = CpcUsers.builder("key");
        builder.add(7);
        UserSketch before = builder.sketch();
        byte[] bytes = before.bytes();
        LongStream.range(8, 3_000).forEach(builder::add);

        assertThat(builder.sketch().estimate()).isCloseTo(2_993, within(200L));
        assertThat(before.bytes()).isEqualTo(bytes);
        assertThat(before.estimate()).isEqualTo(1);
    }

    /** Of 200 seeds nearly all are within the bounds; the standard error is 1.5 %. */
    @Example
    void theEstimateIsNearTheTruth() {
        for (int number : new int[] {1, 10, 1_000, 30_000}) {
            int inside = 0;
            double squares = 0;
            for (int seed = 0; seed < 200; seed++) {
                UserSketch sketch = of(users(new Random(seed), number));
                inside += sketch.lowerBound() <= number && number <= sketch.upperBound() ? 1 : 0;
                squares += Math.pow((double) sketch.estimate() / number - 1, 2);
                assertThat(sketch.bytes()).hasSizeLessThan(1_400);
            }
            assertThat(inside).isGreaterThan(180);
            assertThat(Math.sqrt(squares / 200)).isLessThan(0.02);
        }
    }

    @Example
    void usersOfAnotherKeyAreRefused() {
        UserSketch.Builder another = CpcUsers.builder("another");
        another.add(7);

        assertThatThrownBy(() -> of(List.of(7L)).plus(another.sketch()))
                .isInstanceOf(UserSketch.OtherKeyException.class);
    }

    @Example
    void bytesOfSomethingElseAreRefused() {
        CpcSketch ofAnotherSize = new CpcSketch(12);
        ofAnotherSize.update(7L);

        for (byte[] bytes : List.of(
                new byte[0],
                new byte[] {1, 2, 3},
                new byte[40],
                new CpcSketch(11).toByteArray(),
                ofAnotherSize.toByteArray(),
                java.util.Arrays.copyOf(of(List.of(7L, 8L, 9L)).bytes(), 17))) {
            assertThatThrownBy(() -> CpcUsers.read("key", bytes)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
