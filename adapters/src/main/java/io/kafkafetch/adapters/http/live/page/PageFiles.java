package io.kafkafetch.adapters.http.live.page;

import static java.util.Objects.requireNonNull;

import io.micronaut.core.io.scan.ClassPathResourceLoader;
import io.micronaut.http.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The files under one root of the class path, kept in memory once they were asked for: there are no more than the jars
 * hold. Only files whose kind is known are there, and no path leads out of the root. Thread-safe.
 */
final class PageFiles {

    private static final Map<String, MediaType> TYPES = Map.of(
            "html", MediaType.of("text/html; charset=utf-8"),
            "css", MediaType.of("text/css; charset=utf-8"),
            "js", MediaType.of("text/javascript; charset=utf-8"),
            "mjs", MediaType.of("text/javascript; charset=utf-8"),
            "json", MediaType.of("application/json"),
            "map", MediaType.of("application/json"),
            "svg", MediaType.of("image/svg+xml"),
            "png", MediaType.of("image/png"),
            "ico", MediaType.of("image/x-icon"),
            "woff2", MediaType.of("font/woff2"));

    /** Names that start with no dot, so that none of them is {@code ..}. */
    private static final Pattern PATH =
            Pattern.compile("([A-Za-z0-9_@-][A-Za-z0-9_@.-]*/)*[A-Za-z0-9_-][A-Za-z0-9_.-]*");

    private static final int LONGEST_PATH = 300;

    /** Takes no folder for a file: the one of chart.js has the name of one. */
    private final ClassPathResourceLoader resources =
            ClassPathResourceLoader.defaultLoader(PageFiles.class.getClassLoader());

    private final String root;
    private final Map<String, PageFile> files = new ConcurrentHashMap<>();

    /** @param root without a slash before it, with one behind */
    PageFiles(String root) {
        this.root = root;
    }

    /** Adds a file that is not on the class path. */
    void put(String path, byte[] bytes) {
        files.put(path, new PageFile(bytes, requireNonNull(type(path))));
    }

    /** The file at this path below the root; empty where there is none. */
    Optional<PageFile> find(String path) {
        PageFile known = files.get(path);
        if (known != null) {
            return Optional.of(known);
        }
        MediaType type = type(path);
        if (type == null || path.length() > LONGEST_PATH || !PATH.matcher(path).matches()) {
            return Optional.empty();
        }
        Optional<InputStream> found = resources.getResourceAsStream(root + path);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        try (InputStream resource = found.get()) {
            PageFile file = new PageFile(resource.readAllBytes(), type);
            files.put(path, file);
            return Optional.of(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable MediaType type(String path) {
        return TYPES.get(path.substring(path.lastIndexOf('.') + 1));
    }
}
