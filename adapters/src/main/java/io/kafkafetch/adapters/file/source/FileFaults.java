package io.kafkafetch.adapters.file.source;

import io.kafkafetch.adapters.file.disk.FolderFullException;
import io.kafkafetch.adapters.file.disk.UnusableDirectoryException;
import io.kafkafetch.application.trouble.Fault;
import io.kafkafetch.application.trouble.TroubleCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import java.util.Optional;

/** What an exception of reading or writing files means to people. */
final class FileFaults {

    /** A chain of causes longer than this is a circle. */
    private static final int LONGEST_CHAIN = 20;

    private FileFaults() {}

    /** The outermost cause that is known decides. */
    static Fault of(Throwable failure) {
        Throwable cause = failure;
        for (int i = 0; cause != null && i < LONGEST_CHAIN; i++, cause = cause.getCause()) {
            Optional<TroubleCode> code = code(cause, failure instanceof IOException);
            if (code.isPresent()) {
                return Fault.of(code.get(), describe(failure));
            }
        }
        return Fault.of(TroubleCode.UNFORESEEN, describe(failure));
    }

    /** @param reading whether the source failed; the ledger wraps what it meets */
    private static Optional<TroubleCode> code(Throwable failure, boolean reading) {
        return switch (failure) {
            case UnusableDirectoryException e -> Optional.of(TroubleCode.FOLDER_UNUSABLE);
            case UnusableSourceException e -> Optional.of(TroubleCode.CHECKPOINT_OF_OTHER_SOURCE);
            case FolderFullException e -> Optional.of(TroubleCode.SINK_FULL);
            case UncheckedIOException e -> Optional.empty(); // its cause says more
            case IOException e -> Optional.of(reading ? TroubleCode.FILE_UNREADABLE : ofWriting(e));
            case OutOfMemoryError e -> Optional.of(TroubleCode.OUT_OF_MEMORY);
            default -> Optional.empty(); // any other class there is
        };
    }

    private static TroubleCode ofWriting(IOException failure) {
        if (isFull(failure)) {
            return TroubleCode.DISK_FULL;
        }
        return failure instanceof AccessDeniedException || failure instanceof NoSuchFileException
                ? TroubleCode.FOLDER_NOT_WRITABLE
                : TroubleCode.WRITE_FAILED;
    }

    /** Java has no class for it; these are the words of Linux, macOS, the BSDs, and for quotas. */
    private static boolean isFull(IOException failure) {
        String reason = failure instanceof FileSystemException of && of.getReason() != null
                ? of.getReason()
                : String.valueOf(failure.getMessage());
        String words = reason.toLowerCase(Locale.ROOT);
        return words.contains("no space left")
                || words.contains("disk quota exceeded")
                || words.contains("not enough space");
    }

    private static String describe(Throwable failure) {
        String cause = failure.getCause() == null ? "" : " (" + failure.getCause() + ")";
        return failure.getClass().getSimpleName() + ": " + failure.getMessage() + cause;
    }
}
