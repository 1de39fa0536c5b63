package io.kafkafetch.adapters.kafka.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkafetch.adapters.json.rollup.RollupEncoder;
import io.kafkafetch.application.audit.evidence.Finding;
import io.kafkafetch.application.audit.evidence.FindingCode;
import io.kafkafetch.application.audit.evidence.Manifest;
import io.kafkafetch.application.batch.Checkpoint;
import io.kafkafetch.application.record.Partition;
import io.kafkafetch.application.rollup.Tally.Counted;
import io.kafkafetch.domain.insight.ChosenMetrics;
import io.kafkafetch.domain.insight.HourCounts;
import io.kafkafetch.domain.login.MissingDeviceType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each kind of fault is found with exactly its code, and nothing else is. */
class AuditFaultsTest {

    private static final Partition FIRST = new Partition(Pipeline.STREAM, 0);

    /** What goes wrong, and how it is called. */
    enum Fault {
        A_COUNT_IS_ALTERED(FindingCode.DIFFERS) {
            @Override
            void plant(World world) {
                alter(insight(world, "logins_per_region"), "\"count\":([0-9]+)", "\"count\":9$1");
            }
        },
        A_PERCENTAGE_IS_ALTERED(FindingCode.DIFFERS) {
            @Override
            void plant(World world) {
                alter(insight(world, "device_usage"), "\"percentage\":[0-9.]+", "\"percentage\":0.5");
            }
        },
        AN_HOUR_IS_WRONG(FindingCode.DIFFERS) {
            @Override
            void plant(World world) {
                alter(insight(world, "peak_hour"), "\"hour\":[0-9]+", "\"hour\":25");
            }
        },
        A_RUNNING_COUNT_IS_WRONG(FindingCode.DIFFERS) {
            @Override
            void plant(World world) {
                alter(insight(world, "peak_hour"), "\"logins\":([0-9]+)", "\"logins\":1$1");
            }
        },
        THE_NUMBER_OF_EVENTS_IS_ALTERED(FindingCode.DIFFERS) {
            @Override
            void plant(World world) {
                alter(insight(world, "app_version_usage"), "\"events\":([0-9]+)", "\"events\":1$1");
            }
        },
        ONLY_THE_SPELLING_IS_ALTERED(FindingCode.DIFFERS) {
            @Override
            void plant(World world) {
                alter(insight(world, "device_usage"), "\\{", "{ ");
            }
        },
        THE_COMMITTED_HOURS_ARE_WRONG(FindingCode.DIFFERS) {
            @Override
            void plant(World world) {
                Checkpoint there = requireNonNull(world.committed.get(FIRST));
                long[] hours = there.running().stream().toArray();
                hours[3]++;
                world.committed.put(FIRST, new Checkpoint(there.position(), HourCounts.of(hours)));
            }
        },
        AN_INSIGHT_IS_DROPPED(FindingCode.MISSING_INSIGHT) {
            @Override
            void plant(World world) {
                Spot spot = insight(world, "device_usage");
                spot.records().remove(spot.index());
            }
        },
        ALL_INSIGHTS_OF_A_BATCH_ARE_DROPPED(FindingCode.MISSING_INSIGHT) {
            @Override
            void plant(World world) {
                String batch = batch(world);
                world.insights.forEach(
                        records -> records.removeIf(record -> text(record).contains(batch)));
            }
        },
        AN_INSIGHT_IS_ADDED(FindingCode.EXTRA_INSIGHT) {
            @Override
            void plant(World world) {
                Spot spot = insight(world, "logins_per_region");
                spot.records()
                        .add(
                                spot.index(),
                                new ProducerRecord<>(
                                        "insights",
                                        "logins_per_region:ZZ".getBytes(UTF_8),
                                        text(spot.record())
                                                .replaceFirst("\"region\":\"[^\"]*\"", "\"region\":\"ZZ\"")
                                                .getBytes(UTF_8)));
            }
        },
        AN_INSIGHT_IS_DOUBLED(FindingCode.EXTRA_INSIGHT) {
            @Override
            void plant(World world) {
                Spot spot = insight(world, "peak_hour");
                spot.records().add(spot.index(), spot.record());
            }
        },
        AN_INSIGHT_NAMES_A_BATCH_THAT_NEVER_WAS(FindingCode.EXTRA_INSIGHT) {
            @Override
            void plant(World world) {
                Spot spot = insight(world, "peak_hour");
                spot.records()
                        .add(
                                spot.index(),
                                new ProducerRecord<>(
                                        "insights",
                                        spot.record().key(),
                                        text(spot.record())
                                                .replaceFirst("@([0-9]+)-[0-9]+", "@$1-999")
                                                .getBytes(UTF_8)));
            }
        },
        A_BATCH_IS_PUBLISHED_TWICE(FindingCode.DUPLICATE_BATCH) {
            @Override
            void plant(World world) {
                String batch = batch(world);
                for (List<ProducerRecord<byte[], byte[]>> records : world.insights) {
                    records.addAll(records.stream()
                            .filter(record -> text(record).contains(batch))
                            .toList());
                }
            }
        },
        A_BATCH_OF_CHOSEN_INSIGHTS_IS_PUBLISHED_TWICE(FindingCode.DUPLICATE_BATCH) {
            @Override
            Pipeline pipeline(long seed) {
                return super.pipeline(seed).publishing(chosen("device_usage"));
            }

            @Override
            void plant(World world) {
                A_BATCH_IS_PUBLISHED_TWICE.plant(world);
            }
        },
        A_CHOSEN_INSIGHT_IS_DROPPED(FindingCode.MISSING_INSIGHT) {
            @Override
            Pipeline pipeline(long seed) {
                return super.pipeline(seed).publishing(chosen("device_usage,peak_hour"));
            }

            @Override
            void plant(World world) {
                AN_INSIGHT_IS_DROPPED.plant(world);
            }
        },
        AN_INSIGHT_IS_PUBLISHED_OF_A_BATCH_THAT_HAS_NONE(FindingCode.EXTRA_INSIGHT) {
            @Override
            Pipeline pipeline(long seed) {
                return super.pipeline(seed).publishing(ChosenMetrics.NONE);
            }

            @Override
            void plant(World world) {
                Manifest manifest = manifest(world, found -> found.logins() > 0);
                String batch = manifest.name(manifest.batches().getFirst());
                world.insights
                        .getFirst()
                        .add(new ProducerRecord<>(
                                "insights",
                                "peak_hour".getBytes(UTF_8),
                                ("{\"metric\":\"peak_hour\",\"hour\":3,\"logins\":1,\"scope\":\"running\",\"batch\":\""
                                                + batch + "\",\"events\":1,\"rejected\":0}")
                                        .getBytes(UTF_8)));
            }
        },
        A_COMMIT_IS_PUBLISHED_TWICE(FindingCode.DUPLICATE_BATCH) {
            @Override
            void plant(World world) {
                Manifest manifest = manifest(world, found -> found.logins() > 0);
                int index = world.tallies.indexOf(manifest.written().getFirst());
                world.totals.clear();
                world.tallies.add(index + 1, world.tallies.get(index));
                for (Counted counted : manifest.batches()) {
                    String batch = '"' + manifest.name(counted) + '"';
                    for (List<ProducerRecord<byte[], byte[]>> records : world.insights) {
                        records.addAll(records.stream()
                                .filter(record -> text(record).contains(batch))
                                .toList());
                    }
                }
            }
        },
        A_RECORD_IS_LOST_BETWEEN_BATCHES(FindingCode.GAP) {
            @Override
            Pipeline pipeline(long seed) {
                return super.pipeline(seed).skipping(70);
            }
        },
        A_RECORD_IS_IN_TWO_BATCHES(FindingCode.OVERLAP) {
            @Override
            Pipeline pipeline(long seed) {
                return super.pipeline(seed).repeating(70);
            }
        },
        A_BOUNDARY_IS_MOVED(FindingCode.TALLY_DIFFERS) {
            @Override
            void plant(World world) {
                Manifest manifest = manifest(
                        world,
                        found -> found.batches().size() > 1
                                && found.batches().get(1).lastOffset()
                                        > found.batches().get(1).firstOffset() + 2);
                Counted one = manifest.batches().get(0);
                Counted next = manifest.batches().get(1);
                long moved = next.firstOffset();
                tally(world, manifest, "\"last\":" + one.lastOffset() + ",", "\"last\":" + moved + ",");
                tally(world, manifest, "\"first\":" + moved + ",", "\"first\":" + (moved + 1) + ",");
                rename(world, manifest.name(one), "@" + one.firstOffset() + "-" + moved + '"');
                rename(world, manifest.name(next), "@" + (moved + 1) + "-" + next.lastOffset() + '"');
            }
        },
        A_DEAD_LETTER_IS_DROPPED(FindingCode.DEAD_LETTER_MISSING) {
            @Override
            void plant(World world) {
                world.letters.getFirst().remove(3);
            }
        },
        A_DEAD_LETTER_IS_ADDED(FindingCode.DEAD_LETTER_EXTRA) {
            @Override
            void plant(World world) {
                long accepted = manifest(
                                world, found -> found.batches().stream().anyMatch(batch -> batch.rejected() == 0))
                        .batches()
                        .stream()
                        .filter(batch -> batch.rejected() == 0)
                        .findFirst()
                        .orElseThrow()
                        .firstOffset();
                ProducerRecord<byte[], byte[]> other = world.letters.getFirst().get(3);
                ProducerRecord<byte[], byte[]> letter =
                        new ProducerRecord<>(other.topic(), null, other.key(), other.value(), other.headers());
                letter.headers()
                        .remove("__dlq.errors.offset")
                        .add("__dlq.errors.offset", Long.toString(accepted).getBytes(UTF_8))
                        .remove("__dlq.errors.partition")
                        .add("__dlq.errors.partition", "0".getBytes(UTF_8));
                world.letters.getFirst().add(3, letter);
            }
        },
        A_DEAD_LETTER_IS_DOUBLED(FindingCode.DEAD_LETTER_EXTRA) {
            @Override
            void plant(World world) {
                world.letters.getFirst().add(3, world.letters.getFirst().get(3));
            }
        },
        THE_VALUE_OF_A_DEAD_LETTER_IS_ALTERED(FindingCode.DEAD_LETTER_DIFFERS) {
            @Override
            void plant(World world) {
                ProducerRecord<byte[], byte[]> there = world.letters.getFirst().get(3);
                world.letters
                        .getFirst()
                        .set(
                                3,
                                new ProducerRecord<>(
                                        there.topic(), null, there.key(), "{}".getBytes(UTF_8), there.headers()));
            }
        },
        THE_REASON_OF_A_DEAD_LETTER_IS_ALTERED(FindingCode.DEAD_LETTER_DIFFERS) {
            @Override
            void plant(World world) {
                ProducerRecord<byte[], byte[]> there = world.letters.getFirst().get(3);
                there.headers().remove("__dlq.errors.reason").add("__dlq.errors.reason", "weary".getBytes(UTF_8));
            }
        },
        A_DEAD_LETTER_IS_OF_ANOTHER_LIFE_OF_ITS_TOPIC(FindingCode.DEAD_LETTER_DIFFERS) {
            @Override
            void plant(World world) {
                ProducerRecord<byte[], byte[]> there = world.letters.getFirst().get(3);
                there.headers()
                        .remove("__dlq.errors.topic-id")
                        .add("__dlq.errors.topic-id", "AAAAAAAAAAAAAAAAAAAAAQ".getBytes(UTF_8));
            }
        },
        A_TALLY_COUNTS_ANOTHER_NUMBER(FindingCode.TALLY_DIFFERS) {
            @Override
            void plant(World world) {
                tally(world, manifest(world, found -> found.logins() > 0), "\"events\":([0-9]+)", "\"events\":1$1");
            }
        },
        A_TALLY_SKIPPED_ANOTHER_NUMBER(FindingCode.TALLY_DIFFERS) {
            @Override
            void plant(World world) {
                tally(world, manifest(world, AuditFaultsTest::hasSkipped), "\"skipped\":([0-9]+)", "\"skipped\":1$1");
            }
        },
        A_TALLY_AND_ITS_BATCHES_SKIPPED_ANOTHER_NUMBER(FindingCode.TALLY_DIFFERS) {
            @Override
            void plant(World world) {
                tally(
                        world,
                        manifest(world, AuditFaultsTest::hasSkipped),
                        "\"skipped\":([0-9]+)(.*?)\"skipped\":([0-9]+)",
                        "\"skipped\":1$1$2\"skipped\":1$3");
            }
        },
        NOBODY_SAYS_WHAT_A_BATCH_SKIPPED(FindingCode.TALLY_DIFFERS) {
            @Override
            void plant(World world) {
                tally(
                        world,
                        manifest(world, AuditFaultsTest::hasSkipped),
                        "(\"batches\":.*?),\"skipped\":[0-9]+",
                        "$1");
            }
        },
        A_WINDOW_OF_A_TALLY_IS_ALTERED(FindingCode.TALLY_DIFFERS) {
            @Override
            void plant(World world) {
                tally(world, manifest(world, found -> found.logins() > 0), "T([0-9]+):([0-9])", "T$1:9");
            }
        },
        THE_LOGINS_BEFORE_A_TALLY_ARE_ALTERED(FindingCode.TALLY_DIFFERS) {
            @Override
            void plant(World world) {
                tally(world, manifest(world, found -> found.before() > 0), "\"before\":", "\"before\":7");
            }
        },
        A_TALLY_IS_DROPPED(FindingCode.TALLY_DIFFERS) {
            @Override
            void plant(World world) {
                world.totals.clear();
                world.tallies.remove(manifest(world, found -> found.before() > 0 && found.logins() > 0)
                        .written()
                        .getFirst());
            }
        },
        RUNNING_HOURS_BEGIN_AGAIN(FindingCode.TALLY_DIFFERS) {
            @Override
            Pipeline pipeline(long seed) {
                return super.pipeline(seed).forgettingHoursAt(20);
            }

            @Override
            void plant(World world) {
                world.totals.clear();
            }
        },
        A_TOTAL_IS_ALTERED(FindingCode.ROLLUP_DIFFERS) {
            @Override
            void plant(World world) {
                world.totals.computeIfPresent(
                        RollupEncoder.ALL,
                        (key, value) -> new String(value, UTF_8)
                                .replaceFirst("\"before\":", "\"before\":7")
                                .getBytes(UTF_8));
            }
        },
        A_WINDOW_OF_THE_TOTALS_IS_DROPPED(FindingCode.ROLLUP_DIFFERS) {
            @Override
            void plant(World world) {
                world.totals.remove(world.totals.keySet().stream()
                        .filter(key -> key.startsWith("PT1H"))
                        .findFirst()
                        .orElseThrow());
            }
        },
        THE_ZONE_WAS_ANOTHER(FindingCode.RULES_CHANGED) {
            @Override
            Pipeline pipeline(long seed) {
                return super.pipeline(seed).in("Asia/Kolkata");
            }
        },
        THE_POLICY_WAS_ANOTHER(FindingCode.RULES_CHANGED) {
            @Override
            Pipeline pipeline(long seed) {
                return super.pipeline(seed).with(MissingDeviceType.UNKNOWN);
            }
        },
        THE_SOURCE_WAS_ALTERED(FindingCode.SOURCE_ALTERED) {
            @Override
            void plant(World world) {
                Map.Entry<Long, byte[][]> record =
                        world.source(FIRST).tailMap(60L).firstEntry();
                record.getValue()[1] = "{}".getBytes(UTF_8);
            }
        },
        A_RECORD_OF_THE_SOURCE_IS_GONE(FindingCode.SOURCE_ALTERED) {
            @Override
            void plant(World world) {
                Counted batch = manifest(world, found -> true).batches().getFirst();
                world.source(FIRST).remove(batch.firstOffset());
            }
        };

        private final FindingCode code;

        Fault(FindingCode code) {
            this.code = code;
        }

        Pipeline pipeline(long seed) {
            return new Pipeline(seed, 2, 150).withBatchesOf(5);
        }

        void plant(World world) {}
    }

    @ParameterizedTest
    @EnumSource
    void aFaultIsFoundByItsNameAndNothingElseIs(Fault fault) {
        for (long seed = 1; seed <= 20; seed++) {
            World world = fault.pipeline(seed).run();
            fault.plant(world);
            assertThat(world.audit())
                    .as("seed %d", seed)
                    .isNotEmpty()
                    .allMatch(finding -> finding.code() == fault.code, fault.code.text());
        }
    }

    /** What was found says where, and shows nothing of a login. */
    @ParameterizedTest
    @EnumSource
    void aFindingShowsNoPayload(Fault fault) {
        World world = fault.pipeline(3).run();
        fault.plant(world);
        List<String> secrets = new ArrayList<>();
        world.source(FIRST).values().forEach(login -> {
            if (login[1] != null) {
                secrets.addAll(personal(new String(login[1], UTF_8)));
            }
        });
        assertThat(secrets).isNotEmpty();
        for (Finding finding : world.audit()) {
            assertThat(finding.toString()).doesNotContain(secrets);
        }
    }

    private static List<String> personal(String login) {
        return java.util.regex.Pattern.compile("\"(?:user_id|ip|device_id)\" *: *\"([^\"]{4,})\"")
                .matcher(login)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static ChosenMetrics chosen(String names) {
        return ChosenMetrics.of(names).orElseThrow();
    }

    // ---- where a fault goes

    /** A record in the middle of a topic's partition. */
    private record Spot(List<ProducerRecord<byte[], byte[]>> records, int index) {
        ProducerRecord<byte[], byte[]> record() {
            return records.get(index);
        }
    }

    private static Spot insight(World world, String metric) {
        for (List<ProducerRecord<byte[], byte[]>> records : world.insights) {
            for (int index = records.size() / 3; index < records.size(); index++) {
                if (text(records.get(index)).contains('"' + metric + '"')) {
                    return new Spot(records, index);
                }
            }
        }
        throw new AssertionError("no " + metric);
    }

    private static void alter(Spot spot, String pattern, String replacement) {
        String altered = text(spot.record()).replaceFirst(pattern, replacement);
        assertThat(altered).isNotEqualTo(text(spot.record()));
        spot.records()
                .set(
                        spot.index(),
                        new ProducerRecord<>("insights", spot.record().key(), altered.getBytes(UTF_8)));
    }

    /** A manifest of the first partition from its middle on. */
    private static Manifest manifest(World world, Predicate<Manifest> wanted) {
        List<Manifest> manifests = world.manifests().stream()
                .filter(manifest -> manifest.partition().equals(FIRST))
                .toList();
        return manifests.subList(manifests.size() / 3, manifests.size()).stream()
                .filter(wanted)
                .findFirst()
                .orElseThrow();
    }

    private static boolean hasSkipped(Manifest manifest) {
        return manifest.batches().stream().anyMatch(batch -> batch.skipped() > 0);
    }

    /** The name of a batch with logins, as it is in its insights. */
    private static String batch(World world) {
        Manifest manifest = manifest(world, found -> found.logins() > 0);
        return manifest.batches().stream()
                .filter(batch -> batch.events() > 0)
                .map(batch -> '"' + manifest.name(batch) + '"')
                .findFirst()
                .orElseThrow();
    }

    private static void tally(World world, Manifest manifest, String pattern, String replacement) {
        String name = "\"partition\":0,\"topic_id\":\"" + manifest.life() + "\",\"first_offset\":"
                + manifest.firstOffset() + ",";
        int index = 0;
        while (!new String(world.tallies.get(index), UTF_8).contains(name)) {
            index++;
        }
        String text = new String(world.tallies.get(index), UTF_8);
        String altered = text.replaceFirst(pattern, replacement);
        assertThat(altered).isNotEqualTo(text);
        world.tallies.set(index, altered.getBytes(UTF_8));
    }

    private static void rename(World world, String batch, String place) {
        for (List<ProducerRecord<byte[], byte[]>> records : world.insights) {
            records.replaceAll(record -> new ProducerRecord<>(
                    "insights",
                    record.key(),
                    text(record)
                            .replace('"' + batch + '"', '"' + Pipeline.STREAM + "-0" + place)
                            .getBytes(UTF_8)));
        }
    }

    private static String text(ProducerRecord<byte[], byte[]> record) {
        return new String(record.value(), UTF_8);
    }
}
