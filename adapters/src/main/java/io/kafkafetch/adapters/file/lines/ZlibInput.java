package io.kafkafetch.adapters.file.lines;

import java.io.EOFException;
import java.io.IOException;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/** The content of zlib data (RFC 1950); what follows it is an error. */
final class ZlibInput extends InflaterInputStream {

    private final CountedInput input;

    ZlibInput(CountedInput input) {
        super(input);
        this.input = input;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        try {
            int count = super.read(bytes, offset, length);
            if (count < 0 && (inf.getRemaining() > 0 || input.read() >= 0)) {
                throw unreadable("is over, but other bytes follow");
            }
            return count;
        } catch (EOFException cutOff) {
            throw unreadable("ends too soon: it was cut off, or is still being written");
        } catch (ZipException damaged) {
            throw unreadable("is damaged (" + damaged.getMessage() + ")");
        }
    }

    private UnreadableInputException unreadable(String how) {
        return new UnreadableInputException("the zlib data " + how, input.taken(), null);
    }
}
