package io.kafkafetch.adapters.http.connections;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import jakarta.inject.Singleton;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Gives each connection its guards, and counts connections: of each port apart, so that one can't shut the other. */
@Singleton
@Requires(beans = ConnectionSettings.class)
final class ConnectionGuards implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {

    private final ConnectionSettings settings;
    private final Map<Integer, AtomicInteger> open = new ConcurrentHashMap<>();

    ConnectionGuards(ConnectionSettings settings) {
        this.settings = settings;
    }

    @Override
    public NettyServerCustomizer.Registry onCreated(BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
        NettyServerCustomizer.Registry registry = event.getBean();
        registry.register(new Customizer(null));
        return registry;
    }

    private final class Customizer implements NettyServerCustomizer {

        private final @Nullable Channel channel;

        Customizer(@Nullable Channel channel) {
            this.channel = channel;
        }

        @Override
        public NettyServerCustomizer specializeForChannel(Channel connection, ChannelRole role) {
            return new Customizer(connection);
        }

        @Override
        public void onStreamPipelineBuilt() {
            if (channel != null
                    && channel.pipeline().get(ChannelPipelineCustomizer.HANDLER_HTTP_SERVER_CODEC) != null) {
                guard(channel);
            }
        }
    }

    private void guard(Channel channel) {
        int port = channel.localAddress() instanceof InetSocketAddress address ? address.getPort() : 0;
        AtomicInteger count = open.computeIfAbsent(port, any -> new AtomicInteger());
        boolean room = count.incrementAndGet() <= settings.connections();
        channel.closeFuture().addListener(closed -> count.decrementAndGet());
        ChannelPipeline pipeline = channel.pipeline();
        String codec = ChannelPipelineCustomizer.HANDLER_HTTP_SERVER_CODEC;
        if (room) {
            pipeline.addAfter(codec, "kafka-fetch-old-clients", new OldClients());
            pipeline.addAfter(codec, "kafka-fetch-half-closure", new HalfClosure());
            pipeline.addAfter(codec, "kafka-fetch-silence", new Silence(settings));
        } else {
            pipeline.addAfter(codec, "kafka-fetch-no-room", new NoRoom());
        }
    }
}
