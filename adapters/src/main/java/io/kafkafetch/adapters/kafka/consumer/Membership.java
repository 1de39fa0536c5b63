package io.kafkafetch.adapters.kafka.consumer;

import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;

/** A consumer's place in its group. Used by the consumer's poll thread alone. */
interface Membership {

    /** A member without a lasting name: it leaves when it is closed, and never meets its own name. */
    Membership DYNAMIC = new Membership() {
        @Override
        public boolean takeOver(String memberId, boolean hasJoined) {
            return false;
        }

        @Override
        public GroupMembershipOperation onClose() {
            return GroupMembershipOperation.DEFAULT;
        }
    };

    /**
     * The group refused the member, since another holds its name: ends the other's membership where that is right.
     *
     * @param memberId the refused member's id
     * @param hasJoined whether it has been a member before
     * @return whether the name is free; if not it is a living instance's, and this one has to give way
     * @throws org.apache.kafka.common.KafkaException if that cannot be found out now
     */
    boolean takeOver(String memberId, boolean hasJoined);

    /** What becomes of the membership when the consumer is closed. */
    GroupMembershipOperation onClose();
}
