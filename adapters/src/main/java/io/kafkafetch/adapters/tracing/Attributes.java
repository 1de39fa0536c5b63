package io.kafkafetch.adapters.tracing;

import io.opentelemetry.api.common.AttributeKey;

/** Names of OpenTelemetry's semantic conventions (1.37), as far as they are used; and this program's own. */
final class Attributes {

    static final String KAFKA = "kafka";

    static final AttributeKey<String> SYSTEM = AttributeKey.stringKey("messaging.system");
    static final AttributeKey<String> OPERATION_NAME = AttributeKey.stringKey("messaging.operation.name");
    static final AttributeKey<String> OPERATION_TYPE = AttributeKey.stringKey("messaging.operation.type");
    static final AttributeKey<String> DESTINATION = AttributeKey.stringKey("messaging.destination.name");
    static final AttributeKey<String> PARTITION = AttributeKey.stringKey("messaging.destination.partition.id");
    static final AttributeKey<String> GROUP = AttributeKey.stringKey("messaging.consumer.group.name");
    static final AttributeKey<Long> MESSAGES = AttributeKey.longKey("messaging.batch.message_count");
    static final AttributeKey<Long> OFFSET = AttributeKey.longKey("messaging.kafka.offset");
    static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");

    static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
    static final AttributeKey<String> ROUTE = AttributeKey.stringKey("http.route");
    static final AttributeKey<String> PATH = AttributeKey.stringKey("url.path");
    static final AttributeKey<String> SCHEME = AttributeKey.stringKey("url.scheme");
    static final AttributeKey<Long> STATUS = AttributeKey.longKey("http.response.status_code");

    static final AttributeKey<String> BATCH = AttributeKey.stringKey("kafka_fetch.batch");
    static final AttributeKey<String> TRIGGER = AttributeKey.stringKey("kafka_fetch.batch.trigger");
    static final AttributeKey<Long> BATCHES = AttributeKey.longKey("kafka_fetch.batches");
    static final AttributeKey<Long> ACCEPTED = AttributeKey.longKey("kafka_fetch.accepted");
    static final AttributeKey<Long> REJECTED = AttributeKey.longKey("kafka_fetch.rejected");

    /** Only where there are any, as of a feed with a mapping. */
    static final AttributeKey<Long> SKIPPED = AttributeKey.longKey("kafka_fetch.skipped");

    static final AttributeKey<Long> INSIGHTS = AttributeKey.longKey("kafka_fetch.insights");

    private Attributes() {}
}
