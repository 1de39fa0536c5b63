package io.kafkafetch.bootstrap.letters;

import io.kafkafetch.adapters.http.letters.LetterAnswers;
import io.kafkafetch.adapters.http.letters.LetterResponses;
import io.micronaut.context.annotation.Factory;
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
}
