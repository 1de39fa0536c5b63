package io.kafkafetch.adapters.file.text;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** CR, and CR LF, as LF. A string of JSON holds neither as it is. */
final class ReturnsAsNewlines extends FilterInputStream {

    private boolean afterReturn;

    ReturnsAsNewlines(InputStream input) {
        super(input);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        int kept = 0;
        while (kept == 0) {
            int count = in.read(bytes, offset, length);
            if (count <= 0) {
                return count;
            }
            for (int i = offset; i < offset + count; i++) {
                byte read = bytes[i];
                if (read != '\n' || !afterReturn) {
                    bytes[offset + kept++] = read == '\r' ? (byte) '\n' : read;
                }
                afterReturn = read == '\r';
            }
        }
        return kept;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }
}
