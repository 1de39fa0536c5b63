package io.kafkafetch.adapters.kafka.input;

import io.kafkafetch.application.progress.Losses;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;

/**
 * The topic that the lanes of a service read, and what they are to do about what becomes of it.
 *
 * @param present closed when the lanes are stopped
 * @param start where a partition begins of which nothing is committed
 * @param losses hears of records that are gone
 */
public record InputTopic(PresentTopic present, StartPolicy start, WhenRecreated whenRecreated, Losses losses) {

    /** A topic that the cluster is asked about by administrative clients of this kind. */
    public static InputTopic of(
            Supplier<Admin> admins, String topic, StartPolicy start, WhenRecreated whenRecreated, Losses losses) {
        return new InputTopic(new DescribedTopic(admins, topic), start, whenRecreated, losses);
    }
}
