package io.kafkafetch.bootstrap.another;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** This project's sources, changed by the renames and the patches of docs/ANOTHER-EVENT.md, so that its events are payments. */
public final class PaymentHouse {

    static final Path ROOT = Path.of("..");

    private static final Path PARTS = ROOT.resolve("docs/another-event");
    private static final List<String> MODULES = List.of("domain", "application", "adapters", "bootstrap");
    private static final Pattern RENAME = Pattern.compile("s/(.+)/(.+)/g;");

    private final Map<Pattern, String> renames = new LinkedHashMap<>();
    private final SourcePatch payments = SourcePatch.read(PARTS.resolve("payments.patch"));
    private final SourcePatch sums = SourcePatch.read(PARTS.resolve("sums.patch"));
    private final SortedMap<String, String> before = new TreeMap<>();
    private final SortedMap<String, String> renamed = new TreeMap<>();
    private final SortedMap<String, String> after = new TreeMap<>();

    /** Reads and changes all sources. */
    public PaymentHouse() throws IOException {
        for (String line : Files.readAllLines(PARTS.resolve("renames.pl"))) {
            Matcher rename = RENAME.matcher(line);
            if (!rename.matches()) {
                throw new AssertionError("no rename: " + line);
            }
            renames.put(Pattern.compile(rename.group(1)), rename.group(2));
        }
        for (String module : MODULES) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module + "/src/main/java"))) {
                for (Path file :
                        files.filter(each -> each.toString().endsWith(".java")).toList()) {
                    String path = ROOT.relativize(file).toString();
                    before.put(path, Files.readString(file));
                    renamed.put(path, renamed(before.get(path)));
                    after.put(path, sums.apply(path, payments.apply(path, renamed.get(path))));
                }
            }
        }
    }

    private String renamed(String text) {
        String renamed = text;
        for (Map.Entry<Pattern, String> rename : renames.entrySet()) {
            renamed = rename.getKey().matcher(renamed).replaceAll(rename.getValue());
        }
        return renamed;
    }

    /** Makes a login a payment. */
    SourcePatch payments() {
        return payments;
    }

    /** Adds sums of amounts. */
    SourcePatch sums() {
        return sums;
    }

    int renames() {
        return renames.size();
    }

    /** The sources as they are, by path. */
    SortedMap<String, String> before() {
        return before;
    }

    /** The sources after the renames, without a patch, by path. */
    SortedMap<String, String> renamed() {
        return renamed;
    }

    /**
     * Compiles all of them: what is not changed has to fit what is.
     *
     * @param folder for the sources and the classes
     * @return a class path of the whole program
     */
    public String compile(Path folder) throws IOException {
        List<Path> sources = new ArrayList<>();
        for (Map.Entry<String, String> source : after.entrySet()) {
            Path file = folder.resolve("sources").resolve(source.getKey());
            Files.createDirectories(file.getParent());
            sources.add(Files.writeString(file, source.getValue()));
        }
        Path classes = Files.createDirectories(folder.resolve("classes"));
        StringWriter said = new StringWriter();
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        String classPath = System.getProperty("java.class.path");
        try (StandardJavaFileManager files = javac.getStandardFileManager(null, null, null)) {
            boolean compiled = javac.getTask(
                            said,
                            files,
                            null,
                            List.of("-proc:none", "-nowarn", "-d", classes.toString(), "-cp", classPath),
                            null,
                            files.getJavaFileObjectsFromPaths(sources))
                    .call();
            if (!compiled) {
                throw new AssertionError("the house of payments does not compile:\n" + said);
            }
        }
        return classes + File.pathSeparator + classPath;
    }
}
