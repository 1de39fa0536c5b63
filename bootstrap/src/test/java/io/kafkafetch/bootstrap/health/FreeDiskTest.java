package io.kafkafetch.bootstrap.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.application.trouble.TroubleCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class FreeDiskTest {

    private static final Path HERE = Path.of("here");
    private static final Path THERE = Path.of("there");

    @Test
    void aDiskWithLessThanTenMebibytesIsLow() {
        assertThat(new FreeDisk(List.of(HERE, THERE), path -> path.equals(THERE) ? (10L << 20) - 1 : Long.MAX_VALUE)
                        .trouble())
                .hasValueSatisfying(fault -> assertThat(fault.code()).isEqualTo(TroubleCode.DISK_LOW));
        assertThat(new FreeDisk(List.of(HERE, THERE), path -> 10L << 20).trouble())
                .isEmpty();
    }

    @Test
    void aDiskThatDoesNotTellIsNotLow() {
        FreeDisk disk = new FreeDisk(List.of(HERE), path -> {
            throw new UncheckedIOException(new IOException("away"));
        });

        assertThat(disk.trouble()).isEmpty();
        assertThat(new FreeDisk(List.of(Path.of("no", "such", "folder"))).trouble())
                .isEmpty();
    }
}
