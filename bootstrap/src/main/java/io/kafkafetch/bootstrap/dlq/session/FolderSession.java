package io.kafkafetch.bootstrap.dlq.session;

import io.kafkafetch.adapters.file.ledger.CommittedFolder;
import io.kafkafetch.adapters.file.letters.FolderLetterLog;
import io.kafkafetch.adapters.file.letters.FolderLetters;
import io.kafkafetch.adapters.file.letters.FolderOriginals;
import io.kafkafetch.adapters.file.letters.FolderReplayOutlet;
import io.kafkafetch.adapters.json.letter.SealedLetters;
import io.kafkafetch.adapters.payload.OpeningKey;
import io.kafkafetch.application.letter.LetterLog;
import io.kafkafetch.application.letter.Letters;
import io.kafkafetch.application.replay.Canary;
import io.kafkafetch.application.replay.Originals;
import io.kafkafetch.application.replay.ReplayOutlet;
import io.kafkafetch.bootstrap.config.KafkaFetchConfiguration;
import io.kafkafetch.bootstrap.process.FileName;
import io.kafkafetch.bootstrap.process.UserError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Dead letters of a folder that {@code SINK=file} writes to. It connects to nothing.
 *
 * @param maxEventBytes longest record that the service takes
 */
record FolderSession(KafkaFetchConfiguration configuration, int maxEventBytes, Path directory) implements DlqSession {

    /** @throws io.kafkafetch.adapters.file.disk.UnusableDirectoryException if it is no such folder */
    static DlqSession open(KafkaFetchConfiguration configuration, int maxEventBytes, Path directory) {
        return new FolderSession(
                configuration, maxEventBytes, CommittedFolder.read(directory).directory());
    }

    @Override
    public String name() {
        return directory.toString();
    }

    @Override
    public Optional<Duration> retention() {
        return Optional.empty();
    }

    @Override
    public Letters letters() {
        return new FolderLetters(directory);
    }

    @Override
    public LetterLog log() {
        return new FolderLetterLog(directory);
    }

    @Override
    public Originals originals(Optional<OpeningKey> key) {
        return new FolderOriginals(new SealedLetters(key));
    }

    @Override
    public ReplayOutlet marks() {
        return FolderReplayOutlet.marking(directory);
    }

    @Override
    public ReplayRoute route(Optional<String> to) {
        return new Route(
                to.map(file -> FileName.of("--to", file)).orElseGet(() -> FolderReplayOutlet.spoolFile(directory)),
                to.isPresent());
    }

    /** To a file, or to the folder's spool. */
    private final class Route implements ReplayRoute {

        private final Path file;
        private final boolean isChosen;

        private Route(Path file, boolean isChosen) {
            this.file = file;
            this.isChosen = isChosen;
        }

        @Override
        public String target() {
            return file.toString();
        }

        @Override
        public boolean isInFiles() {
            return true;
        }

        @Override
        public boolean isJudged() {
            return true;
        }

        @Override
        public boolean takesAll() {
            return isChosen;
        }

        @Override
        public ReplayOutlet outlet() {
            if (isChosen) {
                if (!Files.isDirectory(
                        Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file))) {
                    throw new UserError(
                            UserError.USAGE,
                            "--to=" + file + " cannot be used: expected a file in a folder that is there");
                }
                return FolderReplayOutlet.toFile(directory, file, maxEventBytes);
            }
            if (!Files.isRegularFile(file)) {
                throw new UserError(
                        UserError.USAGE,
                        directory + " has no spool, which a service with SOURCE=http has: --to FILE says where to");
            }
            return FolderReplayOutlet.toSpool(directory, maxEventBytes);
        }

        @Override
        public Optional<Canary> canary() {
            return Optional.empty();
        }
    }

    @Override
    public void close() {}
}
