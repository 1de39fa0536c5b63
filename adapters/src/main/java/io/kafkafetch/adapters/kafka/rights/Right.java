package io.kafkafetch.adapters.kafka.rights;

import io.kafkafetch.adapters.kafka.client.KafkaPipeline;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.kafka.common.acl.AclOperation;

/** An operation on a resource. */
public record Right(Resource resource, AclOperation operation) {

    /** For people: {@code Read on topic user-login}. */
    public String text(KafkaPipeline pipeline) {
        return operationText() + " on " + resource.text(pipeline);
    }

    /** As Kafka's tools and documentation spell it: {@code DescribeConfigs}. */
    String operationText() {
        return Arrays.stream(operation.name().split("_"))
                .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining());
    }
}
