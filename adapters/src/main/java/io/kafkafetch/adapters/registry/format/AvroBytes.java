package io.kafkafetch.adapters.registry.format;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.avro.io.Decoder;
import org.apache.avro.util.Utf8;
import org.jspecify.annotations.Nullable;

/**
 * Avro's binary encoding in memory. Avro's own decoder allocates what a length says before it looks whether so much is
 * there; this one looks first. It bounds the elements of arrays and maps too, since such as take no bytes, an array of
 * nulls or of empty records, cost a sender nothing: a value has at most {@value #MOST_FREE} more than bytes.
 *
 * <p>Whatever is malformed ends in an {@link IOException}. Reusable; not thread-safe.
 */
final class AvroBytes extends Decoder {

    private static final int MOST_FREE = 1 << 16;
    private static final int MOST_REUSED = 1 << 13;
    private static final byte[] NOTHING = {};

    private byte[] bytes = NOTHING;
    private int position;
    private int end;
    private long elements;

    /** Begins with a value, from position to limit. */
    void read(ByteBuffer value) {
        if (value.hasArray()) {
            bytes = value.array();
            position = value.arrayOffset() + value.position();
        } else {
            bytes = new byte[value.remaining()];
            value.get(value.position(), bytes);
            position = 0;
        }
        end = position + value.remaining();
        elements = (long) value.remaining() + MOST_FREE;
    }

    /** Forgets the value. */
    void forget() {
        bytes = NOTHING;
        position = 0;
        end = 0;
    }

    int remaining() {
        return end - position;
    }

    @Override
    public int remainingBytes() {
        return remaining();
    }

    @Override
    public void readNull() {}

    @Override
    public boolean readBoolean() throws IOException {
        return switch (readByte()) {
            case 0 -> false;
            case 1 -> true;
            default -> throw new IOException("a boolean that is neither 0 nor 1");
        };
    }

    @Override
    public int readInt() throws IOException {
        long number = readLong();
        if (number != (int) number) {
            throw new IOException("an int beyond 32 bits");
        }
        return (int) number;
    }

    @Override
    public long readLong() throws IOException {
        long zigzag = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte b = readByte();
            zigzag |= (b & 0x7fL) << shift;
            if (b >= 0) {
                return (zigzag >>> 1) ^ -(zigzag & 1);
            }
        }
        throw new IOException("a number of more than ten bytes");
    }

    @Override
    public float readFloat() throws IOException {
        return Float.intBitsToFloat((int) littleEndian(Float.BYTES));
    }

    @Override
    public double readDouble() throws IOException {
        return Double.longBitsToDouble(littleEndian(Double.BYTES));
    }

    @Override
    public Utf8 readString(@Nullable Utf8 old) throws IOException {
        int length = length();
        Utf8 text = old == null || length > MOST_REUSED ? new Utf8() : old;
        text.setByteLength(length);
        readFixed(text.getBytes(), 0, length);
        return text;
    }

    @Override
    public String readString() throws IOException {
        return readString(null).toString();
    }

    @Override
    public void skipString() throws IOException {
        skipBytes();
    }

    /** Never into the buffer given: promotions take the array of what is returned as the whole. */
    @Override
    public ByteBuffer readBytes(@Nullable ByteBuffer old) throws IOException {
        int length = length();
        position += length;
        return ByteBuffer.wrap(Arrays.copyOfRange(bytes, position - length, position));
    }

    @Override
    public void skipBytes() throws IOException {
        int length = length(); // moves the position too
        position += length;
    }

    @Override
    public void readFixed(byte[] target, int start, int length) throws IOException {
        need(length);
        System.arraycopy(bytes, position, target, start, length);
        position += length;
    }

    @Override
    public void skipFixed(int length) throws IOException {
        need(length);
        position += length;
    }

    @Override
    public int readEnum() throws IOException {
        return readInt();
    }

    @Override
    public long readArrayStart() throws IOException {
        return block();
    }

    @Override
    public long arrayNext() throws IOException {
        return block();
    }

    @Override
    public long skipArray() throws IOException {
        long count = readLong();
        while (count < 0) { // the block's size in bytes follows, so that it is skipped unread
            skipBytes();
            count = readLong();
        }
        return counted(count);
    }

    @Override
    public long readMapStart() throws IOException {
        return block();
    }

    @Override
    public long mapNext() throws IOException {
        return block();
    }

    @Override
    public long skipMap() throws IOException {
        return skipArray();
    }

    @Override
    public int readIndex() throws IOException {
        return readInt();
    }

    private long block() throws IOException {
        long count = readLong();
        if (count < 0) {
            length(); // of the block in bytes
            count = -count;
        }
        return counted(count);
    }

    private long counted(long count) throws IOException {
        if (count < 0 || count > elements) { // -Long.MIN_VALUE is negative
            throw new IOException("more elements than bytes");
        }
        elements -= count;
        return count;
    }

    private int length() throws IOException {
        long length = readLong();
        need(length);
        return (int) length;
    }

    private void need(long length) throws IOException {
        if (length < 0 || length > end - position) {
            throw new EOFException("a length of " + length + " with " + (end - position) + " bytes left");
        }
    }

    private byte readByte() throws IOException {
        if (position == end) {
            throw new EOFException("ends early");
        }
        return bytes[position++];
    }

    private long littleEndian(int length) throws IOException {
        need(length);
        long bits = 0;
        for (int i = length - 1; i >= 0; i--) {
            bits = (bits << Byte.SIZE) | (bytes[position + i] & 0xff);
        }
        position += length;
        return bits;
    }
}
