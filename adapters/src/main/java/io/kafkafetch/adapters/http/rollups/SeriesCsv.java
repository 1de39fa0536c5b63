package io.kafkafetch.adapters.http.rollups;

import io.kafkafetch.adapters.http.rollups.RollupsDocument.Bucket;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A series as CSV (RFC 4180): a line a window, or one for each of its names, and one for the others where there are any. */
final class SeriesCsv {

    private static final String END = "\r\n";
    private static final String USERS = ",unique_users,unique_users_lower,unique_users_upper";

    private SeriesCsv() {}

    static String of(RollupsDocument series) {
        StringBuilder csv = new StringBuilder();
        String by = series.by();
        if (by == null) {
            boolean hasUsers = series.windows().stream().anyMatch(window -> window.uniqueUsers() != null);
            csv.append("start,logins,coarse,rejected")
                    .append(hasUsers ? USERS : "")
                    .append(END);
            for (Bucket window : series.windows()) {
                csv.append(window.start())
                        .append(',')
                        .append(window.logins())
                        .append(',')
                        .append(window.coarse())
                        .append(',')
                        .append(window.rejected())
                        .append(hasUsers ? users(window.uniqueUsers()) : "")
                        .append(END);
            }
            return csv.toString();
        }
        csv.append("start,").append(by).append(",logins").append(END);
        for (Bucket window : series.windows()) {
            if (window.names() != null) {
                window.names().forEach(name -> line(csv, window, name));
            }
            if (window.others() != null && window.others() > 0) {
                csv.append(window.start()).append(",,").append(window.others()).append(END);
            }
        }
        return csv.toString();
    }

    private static String users(@Nullable UsersDocument users) {
        return users == null ? ",,," : "," + users.estimate() + "," + users.lower() + "," + users.upper();
    }

    private static void line(StringBuilder csv, Bucket window, Map<String, Object> name) {
        csv.append(window.start())
                .append(',')
                .append(quoted(String.valueOf(name.get("name"))))
                .append(',')
                .append(name.get("count"))
                .append(END);
    }

    /** In quotes always, since a region may be named NO or 007. */
    private static String quoted(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }
}
