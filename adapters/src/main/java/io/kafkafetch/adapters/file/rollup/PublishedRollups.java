package io.kafkafetch.adapters.file.rollup;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.kafkafetch.adapters.json.StrictJson;
import io.kafkafetch.adapters.json.StrictJson.Members;
import io.kafkafetch.adapters.json.rollup.RollupEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The totals of a folder as they are written now, each byte for byte. A pure function of the file. */
public final class PublishedRollups {

    private static final JsonFactory JSON = new JsonFactory();

    private PublishedRollups() {}

    /**
     * The totals by the keys that they have in Kafka; none where there is no file, or none that can be read.
     *
     * @throws IOException if the file cannot be read
     */
    public static Map<String, byte[]> read(Path directory) throws IOException {
        Path file = directory.resolve(RollupsFile.NAME);
        if (!Files.exists(file)) {
            return Map.of();
        }
        byte[] bytes = Files.readAllBytes(file);
        Map<String, byte[]> totals = new HashMap<>();
        try (JsonParser parser = JSON.createParser(bytes)) {
            int depth = 0;
            boolean isInWindows = false;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.FIELD_NAME) {
                    isInWindows = depth == 1 && parser.currentName().equals("windows");
                    boolean isAll = depth == 1 && parser.currentName().equals("all");
                    if (isAll && parser.nextToken() == JsonToken.START_OBJECT) {
                        put(totals, object(parser, bytes));
                    }
                } else if (token == JsonToken.START_OBJECT) {
                    if (isInWindows) {
                        put(totals, object(parser, bytes));
                    } else {
                        depth++;
                    }
                } else if (token == JsonToken.END_OBJECT) {
                    depth--;
                }
            }
        } catch (com.fasterxml.jackson.core.JsonProcessingException | IllegalArgumentException damaged) {
            return Map.of();
        }
        return totals;
    }

    /** The object that begins here, to its end. */
    private static byte[] object(JsonParser parser, byte[] bytes) throws IOException {
        int start = (int) parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        return Arrays.copyOfRange(
                bytes, start, (int) parser.currentTokenLocation().getByteOffset() + 1);
    }

    private static void put(Map<String, byte[]> totals, byte[] total) {
        Members members = StrictJson.readForeign(total);
        String window = members.text("window");
        totals.put(window.equals(RollupEncoder.ALL) ? window : window + "/" + members.text("start"), total);
    }
}
