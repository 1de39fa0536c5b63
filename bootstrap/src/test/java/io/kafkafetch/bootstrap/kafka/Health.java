package io.kafkafetch.bootstrap.kafka;

import static java.util.Objects.requireNonNullElse;

import io.micronaut.context.ApplicationContext;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.endpoint.health.HealthEndpoint;
import io.micronaut.management.health.indicator.HealthCheckType;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.runtime.server.EmbeddedServer;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/** What a service's endpoints of health answer. */
record Health(HealthEndpoint endpoint) {

    /** Of this service, which serves HTTP from now on; at any port. */
    static Health of(ApplicationContext service) {
        service.getBean(EmbeddedServer.class).start();
        return new Health(service.getBean(HealthEndpoint.class));
    }

    HealthResult liveness() {
        return one(endpoint.getHealth(null, HealthCheckType.LIVENESS));
    }

    HealthResult readiness() {
        return one(endpoint.getHealth(null, HealthCheckType.READINESS));
    }

    boolean isAlive() {
        return liveness().getStatus().equals(HealthStatus.UP);
    }

    boolean isReady() {
        return readiness().getStatus().equals(HealthStatus.UP);
    }

    /** All that is told, for a failure's message and to look for words in it. */
    String told() {
        return "liveness " + told(liveness()) + "\nreadiness " + told(readiness());
    }

    private static String told(Object details) {
        return switch (details) {
            case HealthResult result ->
                result.getStatus() + " " + told(requireNonNullElse(result.getDetails(), "without details"));
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + told(entry.getValue()))
                        .collect(Collectors.joining(", ", "{", "}"));
            default -> details.toString();
        };
    }

    void awaitReady() throws Exception {
        Await.until("it lives and is ready", () -> isAlive() && isReady(), this::told);
    }

    private static HealthResult one(Publisher<HealthResult> publisher) {
        CompletableFuture<HealthResult> one = new CompletableFuture<>();
        publisher.subscribe(new Subscriber<>() {
            @Override
            public void onSubscribe(Subscription subscription) {
                subscription.request(1);
            }

            @Override
            public void onNext(HealthResult result) {
                one.complete(result);
            }

            @Override
            public void onError(Throwable failure) {
                one.completeExceptionally(failure);
            }

            @Override
            public void onComplete() {
                one.completeExceptionally(new AssertionError("no answer")); // unless there was one
            }
        });
        return one.orTimeout(10, TimeUnit.SECONDS).join();
    }
}
