package org.tutela.link.shuffle;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.tutela.link.Identities;
import org.tutela.link.Input;
import org.tutela.link.LinkStep;
import org.tutela.link.SortKey;
import org.tutela.link.ValueWriter;
import org.tutela.model.Fact;
import org.tutela.model.Id;
import org.tutela.model.LinkedFact;
import org.tutela.model.Row;

/// Encodes rows so that comparing bytes compares rows:
///
/// `partition (2 bytes) · key · order · input (1 byte) · id (16 bytes)`
///
/// A key or an order is its parts, each closed by `00 01` (a zero byte within is `00 FF`), then `00
/// 00`. The partition is a hash of the key's bytes, modulo the partitions of the case. The bytes up
/// to the end of the key are the group. Rows of a folded input have zeros for an id.
public final class RowEncoder {
    private static final int PARTITION_BYTES = 2;

    private final List<Input<?>> inputs;
    private final int partitions;
    private final ValueWriter sortKey = new ValueWriter();
    private final ValueWriter value = new ValueWriter();

    /// For one step and the number of partitions of the case (1 to 65,536).
    public RowEncoder(LinkStep step, int partitions) {
        if (partitions < 1 || partitions > 1 << 16) {
            throw new IllegalArgumentException(
                    "a case has 1 to 65536 partitions, not " + partitions);
        }
        this.inputs = step.inputs();
        this.partitions = partitions;
    }

    /// Encodes a row under each of its keys.
    public <F extends Row> void encode(int input, F row, Identities identities, Target out)
            throws IOException {
        @SuppressWarnings("unchecked")
        Input<F> from = (Input<F>) inputs.get(input);
        IOException[] failure = new IOException[1];
        from.keyer()
                .key(
                        row,
                        identities,
                        (key, content) -> {
                            if (failure[0] == null) {
                                try {
                                    put(new Place(input, row), key, content, out);
                                } catch (IOException e) {
                                    failure[0] = e;
                                }
                            }
                        });
        if (failure[0] != null) {
            throw failure[0];
        }
    }

    /// The partition of an encoded row.
    static int partition(byte[] bytes, int offset) {
        return ((bytes[offset] & 0xFF) << 8) | (bytes[offset + 1] & 0xFF);
    }

    /// A part of a key, counted from 0.
    static String part(byte[] bytes, int offset, int part) {
        return read(bytes, skip(bytes, offset + PARTITION_BYTES, part));
    }

    /// A part of the order that stands at `offset`.
    static String orderPart(byte[] bytes, int offset, int part) {
        return read(bytes, skip(bytes, offset, part));
    }

    private void put(Place place, SortKey key, Input.Value content, Target out) throws IOException {
        value.clear();
        content.write(value);
        sortKey.clear();
        sortKey.flag(false).flag(false);
        parts(key.key());
        int group = sortKey.size();
        int partition = Math.floorMod(hash(sortKey.buffer(), group), partitions);
        sortKey.buffer()[0] = (byte) (partition >> 8);
        sortKey.buffer()[1] = (byte) partition;
        parts(key.order());
        sortKey.raw(new byte[] {(byte) place.input()}, 0, 1);
        boolean folded = inputs.get(place.input()).fold().isPresent();
        sortKey.id(folded ? new Id(0, 0) : idOf(place.row()));
        out.add(group, sortKey, value);
    }

    private void parts(List<String> parts) {
        for (String part : parts) {
            byte[] utf8 = part.getBytes(StandardCharsets.UTF_8);
            int start = 0;
            for (int i = 0; i < utf8.length; i++) {
                if (utf8[i] == 0) {
                    sortKey.raw(utf8, start, i + 1 - start).raw(new byte[] {-1}, 0, 1);
                    start = i + 1;
                }
            }
            sortKey.raw(utf8, start, utf8.length - start).flag(false).flag(true);
        }
        sortKey.flag(false).flag(false);
    }

    private static int skip(byte[] bytes, int offset, int parts) {
        int at = offset;
        for (int left = parts; left > 0; at++) {
            if (bytes[at] == 0) {
                at++;
                if (bytes[at] == 0) {
                    throw new IllegalArgumentException("the key has no part " + parts);
                }
                left -= bytes[at] == 1 ? 1 : 0;
            }
        }
        return at;
    }

    private static String read(byte[] bytes, int offset) {
        int end = offset;
        boolean escaped = false;
        while (bytes[end] != 0 || bytes[end + 1] == -1) {
            escaped |= bytes[end] == 0;
            end += bytes[end] == 0 ? 2 : 1;
        }
        if (bytes[end + 1] == 0) {
            throw new IllegalArgumentException("the key has no such part");
        }
        if (!escaped) {
            return new String(bytes, offset, end - offset, StandardCharsets.UTF_8);
        }
        byte[] plain = new byte[end - offset];
        int size = 0;
        for (int i = offset; i < end; i++) {
            plain[size++] = bytes[i];
            i += bytes[i] == 0 ? 1 : 0;
        }
        return new String(plain, 0, size, StandardCharsets.UTF_8);
    }

    /// FNV-1a with a final mix; part of the layout of a case, never to be changed.
    private static int hash(byte[] bytes, int end) {
        long hash = 0xcbf29ce484222325L;
        for (int i = PARTITION_BYTES; i < end; i++) {
            hash = (hash ^ (bytes[i] & 0xFF)) * 0x100000001b3L;
        }
        hash ^= hash >>> 32;
        hash *= 0x9e3779b97f4a7c15L;
        return (int) (hash >>> 32);
    }

    private static Id idOf(Row row) {
        // Asked for every row: a switch over the sealed type costs ten times as much.
        return row instanceof Fact fact ? fact.seen().fact() : ((LinkedFact) row).made().linked();
    }

    /// Takes encoded rows.
    @FunctionalInterface
    public interface Target {
        /// Takes a row: its sort key, of which the first `group` bytes are the group, and its
        /// value. Both are overwritten by the next row.
        void add(int group, ValueWriter sortKey, ValueWriter value) throws IOException;
    }

    private record Place(int input, Row row) {}
}
