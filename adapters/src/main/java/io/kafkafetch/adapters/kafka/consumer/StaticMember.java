package io.kafkafetch.adapters.kafka.consumer;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberToRemove;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnknownMemberIdException;

/**
 * A lane as a static member of its group. With the classic protocol a member that joins replaces the one of its name;
 * with the consumer protocol the group refuses it for as long as the session of a killed predecessor lasts
 * ({@code UnreleasedInstanceIdException}). Here it ends that membership, so that in both the newer takes the place.
 *
 * @param instanceId the member's {@code group.instance.id}
 */
record StaticMember(String groupId, String instanceId, GroupMembershipOperation onClose, Supplier<Admin> admins)
        implements Membership {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    /**
     * {@inheritDoc} A member that has not joined before is the newer one, and takes the place. One that has gives way,
     * unless it is the holder itself: its answer to an earlier try was lost.
     */
    @Override
    public boolean takeOver(String memberId, boolean hasJoined) {
        try (Admin admin = admins.get()) {
            if (hasJoined && !isHeldBy(memberId, admin)) {
                return false;
            }
            var removal = new RemoveMembersFromConsumerGroupOptions(Set.of(new MemberToRemove(instanceId)));
            result(admin.removeMembersFromConsumerGroup(groupId, removal).all());
            return true;
        } catch (UnknownMemberIdException free) {
            return true;
        }
    }

    private boolean isHeldBy(String memberId, Admin admin) {
        return result(admin.describeConsumerGroups(List.of(groupId)).all()).values().stream()
                .flatMap(group -> group.members().stream())
                .filter(member ->
                        member.groupInstanceId().filter(instanceId::equals).isPresent())
                .allMatch(member -> member.consumerId().equals(memberId));
    }

    private static <T> T result(KafkaFuture<T> future) {
        try {
            return future.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failure) {
            throw failure.getCause() instanceof KafkaException cause ? rootOf(cause) : new KafkaException(failure);
        } catch (TimeoutException late) {
            throw new org.apache.kafka.common.errors.TimeoutException(late);
        } catch (InterruptedException stop) {
            throw new InterruptException(stop);
        }
    }

    /** Kafka wraps what became of a single member. */
    private static KafkaException rootOf(KafkaException failure) {
        return failure.getCause() instanceof KafkaException cause ? cause : failure;
    }
}
