package io.kafkafetch.adapters.console.text;

/** Bars and columns from characters: in eighths with Unicode's blocks, or in ASCII. */
public enum Bars {
    BLOCKS("▁▂▃▄▅▆▇█", "▏▎▍▌▋▊▉█"),
    ASCII(".:-=+*%#", "#");

    private final String columns;
    private final String parts;

    Bars(String columns, String parts) {
        this.columns = columns;
        this.parts = parts;
    }

    public static Bars of(boolean unicode) {
        return unicode ? BLOCKS : ASCII;
    }

    /** One character as high as this share of the most; blank for nothing, and never blank for something. */
    public String column(long value, long most) {
        if (value <= 0) {
            return " ";
        }
        int level = Math.clamp(Math.round((double) value / most * columns.length()), 1, columns.length());
        return columns.substring(level - 1, level);
    }

    /** A bar as long as this share of the most; empty for nothing, and never empty for something. */
    public String bar(long value, long most, int width) {
        if (value <= 0) {
            return "";
        }
        int steps = parts.length();
        int length = Math.clamp(Math.round((double) value / most * width * steps), 1, width * steps);
        String whole = parts.substring(steps - 1).repeat(length / steps);
        int rest = length % steps;
        return rest == 0 ? whole : whole + parts.charAt(rest - 1);
    }
}
