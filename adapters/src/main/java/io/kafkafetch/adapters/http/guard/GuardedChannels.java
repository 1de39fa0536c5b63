package io.kafkafetch.adapters.http.guard;

import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.Channel;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Puts {@link PlainHeads} and {@link AnswerHeaders} into every connection, right behind the codec. Thread-safe. */
@Singleton
final class GuardedChannels implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {

    @Override
    public NettyServerCustomizer.Registry onCreated(BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
        NettyServerCustomizer.Registry registry = event.getBean();
        registry.register(new Customizer(null, new AnswerHeaders()));
        return registry;
    }

    private record Customizer(@Nullable Channel channel, AnswerHeaders answers) implements NettyServerCustomizer {

        private static final String CODEC = ChannelPipelineCustomizer.HANDLER_HTTP_SERVER_CODEC;

        @Override
        public NettyServerCustomizer specializeForChannel(Channel connection, ChannelRole role) {
            return new Customizer(connection, answers);
        }

        @Override
        public void onStreamPipelineBuilt() {
            if (channel != null && channel.pipeline().get(CODEC) != null) {
                channel.pipeline()
                        .addAfter(CODEC, "kafka-fetch-answer-headers", answers)
                        .addAfter(CODEC, "kafka-fetch-plain-heads", new PlainHeads());
            }
        }
    }
}
