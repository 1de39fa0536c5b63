package io.kafkafetch.bootstrap.offsets;

import io.kafkafetch.adapters.kafka.repositioning.GroupState;
import io.kafkafetch.application.position.Committed;
import io.kafkafetch.application.position.Hours;
import io.kafkafetch.application.position.PartitionState;
import io.kafkafetch.application.position.Plan;
import io.kafkafetch.application.position.Target;
import io.kafkafetch.bootstrap.process.UserError;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Puts positions where they are wanted. */
@Command(
        name = "reset",
        header = "Move the group's positions, with or without its running hours. A dry run by default.%n",
        description = {
            "Shows each position as it is and as it would be, and how many records are read again or skipped at most (some"
                    + " offsets are no records). An offset that a partition does not have is replaced by the nearest one.",
            "The running hours count all logins before the position. --keep-hours leaves them as they are: logins that are"
                    + " read again count twice in peak_hour, skipped ones never. --clear-hours begins at zero. One of them"
                    + " has to be said where there are hours."
        },
        footer = {
            "Examples:",
            "  kafka-fetch offsets reset --to-time 2026-01-05T08:00:00Z --clear-hours",
            "  kafka-fetch offsets reset --partition 0 --by -500 --keep-hours --execute",
            "  kafka-fetch offsets reset --by 0 --clear-hours --execute"
        })
final class ResetCommand extends MoveCommand {

    private static final InstantSource CLOCK = InstantSource.system();

    @Mixin
    private TargetOptions target = new TargetOptions();

    @Option(names = "--partition", paramLabel = "P", description = "Only this partition; may be given several times.")
    private List<Integer> numbers = new ArrayList<>();

    @Option(names = "--keep-hours", description = "Leave the running hours as they are.")
    private boolean keep;

    @Option(names = "--clear-hours", description = "Let the running hours begin again at zero.")
    private boolean clear;

    @Override
    protected void check() {
        target.check(CLOCK);
        if (keep && clear) {
            throw new UserError(UserError.USAGE, "--keep-hours and --clear-hours exclude each other: give one of them");
        }
        numbers.stream().filter(number -> number < 0).findFirst().ifPresent(number -> {
            throw new UserError(UserError.USAGE, "--partition=" + number + " cannot be used: expected 0 or more");
        });
    }

    @Override
    protected Plan plan(PositionSession session, GroupState state) throws InterruptedException {
        List<PartitionState> chosen = chosen(session, state);
        if (isExecuted() && !keep && !clear && chosen.stream().anyMatch(ResetCommand::hasHours)) {
            throw new UserError(
                    UserError.USAGE, "there are running hours: --execute needs --keep-hours or --clear-hours");
        }
        Target to = target.target(session.positions(), chosen, CLOCK);
        Plan plan = Plan.reset(chosen, to, clear ? Hours.CLEAR : Hours.KEEP, state.bookmark(), session.zone());
        if (isExecuted() && !plan.left().isEmpty()) {
            throw new UserError(
                    UserError.UNUSABLE,
                    plan.left().stream()
                            .map(left -> Words.left(left) + ". Nothing was written")
                            .toList());
        }
        return plan;
    }

    private List<PartitionState> chosen(PositionSession session, GroupState state) {
        int partitions = state.partitions().size();
        numbers.stream().filter(number -> number >= partitions).findFirst().ifPresent(number -> {
            throw new UserError(
                    UserError.UNUSABLE,
                    "topic " + session.configuration().inputTopic() + " has no partition " + number + ", but "
                            + (partitions == 1 ? "0 alone" : "0 to " + (partitions - 1)));
        });
        return IntStream.range(0, partitions)
                .filter(number -> numbers.isEmpty() || numbers.contains(number))
                .mapToObj(number -> state.partitions().get(number))
                .toList();
    }

    /** Or may have them. */
    private static boolean hasHours(PartitionState state) {
        return state.committed()
                .filter(there -> !there.isReadable() || there.logins() > 0)
                .isPresent();
    }

    /** Says what has to be decided. */
    @Override
    protected List<String> remarks(Plan plan) {
        boolean isOpen = !keep
                && !clear
                && plan.moves().stream()
                        .anyMatch(move ->
                                move.before().committed().map(Committed::logins).orElse(0L) > 0);
        return isOpen
                ? List.of("Shown with the hours kept: --execute needs --keep-hours or --clear-hours.")
                : List.of();
    }
}
