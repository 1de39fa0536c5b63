package io.kafkafetch.adapters.http.replays;

import io.kafkafetch.adapters.http.answers.Problem;
import io.kafkafetch.adapters.http.answers.ServerProblem;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.ServerHttpRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** Reads a request's body, within bounds of size and time. */
final class OrderBody {

    private static final int MOST_BYTES = 64 << 10;
    private static final long MOST_NANOS = Duration.ofSeconds(20).toNanos();
    private static final int PIECE = 8 << 10;

    private OrderBody() {}

    /** The body is no order, whatever is in it. */
    static final class UnreadableException extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient Problem problem;

        private UnreadableException(Problem problem) {
            super(problem.code());
            this.problem = problem;
        }

        Problem problem() {
            return problem;
        }
    }

    /** All of it. */
    static byte[] read(HttpRequest<?> request) throws UnreadableException {
        if (request.getContentType()
                .filter(type -> type.matchesType(MediaType.APPLICATION_JSON_TYPE.getType())
                        && type.getSubtype().equals(MediaType.APPLICATION_JSON_TYPE.getSubtype()))
                .isEmpty()) {
            ServerProblem kind = ServerProblem.UNSUPPORTED_MEDIA_TYPE;
            throw new UnreadableException(Problem.of(
                    kind.status(), kind.code(), "Send the order as application/json, in UTF-8 and not packed."));
        }
        if (request.getContentLength() > MOST_BYTES) {
            throw new UnreadableException(ServerProblem.REPLAY_TOO_LARGE.problem());
        }
        try (InputStream in = ((ServerHttpRequest<?>) request).byteBody().toInputStream()) {
            return all(in);
        } catch (IOException broken) {
            throw new UnreadableException(
                    Problem.of(HttpStatus.BAD_REQUEST, "broken-body", "The body broke off: send it again."));
        }
    }

    private static byte[] all(InputStream in) throws IOException, UnreadableException {
        long begunNanos = System.nanoTime();
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] piece = new byte[PIECE];
        for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
            all.write(piece, 0, read);
            if (all.size() > MOST_BYTES) {
                throw new UnreadableException(ServerProblem.REPLAY_TOO_LARGE.problem());
            }
            if (System.nanoTime() - begunNanos > MOST_NANOS) {
                throw new UnreadableException(Problem.of(
                        HttpStatus.REQUEST_TIMEOUT, "too-slow", "The body did not arrive within 20 s: send it again."));
            }
        }
        return all.toByteArray();
    }
}
