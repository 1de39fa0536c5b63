package io.kafkafetch.adapters.console.text;

/** One line under construction, in columns. What does not fit into its width is cut off. Not thread-safe. */
public final class Line {

    /** How a piece of text looks where colour is wanted. */
    public enum Style {
        PLAIN(""),
        STRONG("1"),
        FAINT("2"),
        GOOD("32"),
        BAD("33"),
        BAR("36");

        private final String sgr;

        Style(String sgr) {
            this.sgr = sgr;
        }
    }

    private final StringBuilder text = new StringBuilder();
    private final int width;
    private final boolean colour;
    private int column;

    public Line(int width, boolean colour) {
        this.width = width;
        this.colour = colour;
    }

    /** Appends text that is harmless already. */
    public Line add(Style style, String piece) {
        String fitting = DisplayText.prefix(piece, width - column);
        column += DisplayText.width(fitting);
        if (colour && style != Style.PLAIN && !fitting.isBlank()) {
            text.append("\u001b[").append(style.sgr).append('m').append(fitting).append("\u001b[0m");
        } else {
            text.append(fitting);
        }
        return this;
    }

    /** Appends text flush right so that it ends before this column. */
    public Line addEndingAt(int end, Style style, String piece) {
        return to(end - DisplayText.width(piece)).add(style, piece);
    }

    /** Fills with blanks up to this column; does nothing beyond it. */
    public Line to(int start) {
        return add(Style.PLAIN, " ".repeat(Math.max(0, start - column)));
    }

    @Override
    public String toString() {
        return text.toString().stripTrailing();
    }
}
