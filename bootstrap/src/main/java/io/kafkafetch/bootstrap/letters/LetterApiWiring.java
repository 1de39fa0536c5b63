package io.kafkafetch.bootstrap.letters;

import io.kafkafetch.adapters.http.letters.LetterAnswers;
import io.kafkafetch.adapters.http.letters.LetterResponses;
import io.kafkafetch.adapters.http.replays.ReplayResponses;
import io.kafkafetch.adapters.http.replays.ReplayStreams;
import io.kafkafetch.application.replay.desk.ReplayDesk;
import io.kafkafetch.bootstrap.config.KafkaFetchConfiguration;
import io.micronaut.context.annotation.Factory;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.util.Optional;

/** The answers about dead letters, which every service has. */
@Factory
final class LetterApiWiring {

    /** Where there are none in a topic, the answers say so. */
    @Singleton
    LetterResponses responses(Optional<LetterAnswers> answers) {
        return new LetterResponses(answers);
    }

    @Singleton
    ReplayStreams streams(JsonMapper mapper) {
        return new ReplayStreams(mapper);
    }

    /** Where there are none in a topic, they are not sent again either. */
    @Singleton
    ReplayResponses replays(Optional<ReplayDesk> desk, ReplayStreams streams, KafkaFetchConfiguration configuration) {
        return new ReplayResponses(
                desk,
                streams,
                configuration.zone(),
                configuration.format().mapping().isPresent());
    }
}
