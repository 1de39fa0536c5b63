package io.kafkafetch.adapters.file.folder;

/** Which files the file a source reads was before, and in which order they were. */
public enum RotatedFiles {
    /**
     * Files with the names that rotators give them, see {@link LogNames}, known by their content and read in the order of
     * their last modification. A source without checkpoint begins with the present file.
     */
    BY_TIME,
    /**
     * Files of the same folder with the file's name, a dot and a number, in the order of the numbers, as a {@code Spool}
     * names them. A source without checkpoint begins with the first of them.
     */
    BY_NUMBER,
}
