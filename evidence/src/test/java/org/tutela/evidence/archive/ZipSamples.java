package org.tutela.evidence.archive;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/// Builds ZIP archives field by field, also such as no proper program would write.
final class ZipSamples {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final List<byte[]> central = new ArrayList<>();

    /// One member with every field open to be a lie.
    static final class Member {
        byte[] name;
        byte[] packed;
        int flags;
        int method;
        long crc;
        long size;
        int madeBy;
        long attributes;
        int time = (13 << 11) | (37 << 5) | 21;
        int date = ((2024 - 1980) << 9) | (2 << 5) | 29;
        byte[] extra = new byte[0];
        boolean zip64;

        static Member stored(byte[] name, byte[] content) {
            Member member = new Member();
            member.name = name;
            member.packed = content;
            member.size = content.length;
            member.crc = crc(content);
            return member;
        }

        static Member stored(String name, byte[] content) {
            return stored(name.getBytes(StandardCharsets.UTF_8), content);
        }

        static Member deflated(String name, byte[] content) {
            Member member = stored(name, content);
            member.packed = deflate(content);
            member.method = 8;
            return member;
        }
    }

    static long crc(byte[] content) {
        CRC32 crc = new CRC32();
        crc.update(content);
        return crc.getValue();
    }

    static byte[] deflate(byte[] content) {
        Deflater deflater = new Deflater(9, true);
        deflater.setInput(content);
        deflater.finish();
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        while (!deflater.finished()) {
            packed.write(buffer, 0, deflater.deflate(buffer));
        }
        deflater.end();
        return packed.toByteArray();
    }

    /// Adds a member; its sizes stand behind it where flag 8 is set.
    ZipSamples add(Member member) {
        return add(member, out.size());
    }

    /// Adds only a record of the central directory that points to a local header at `offset`.
    ZipSamples alias(Member member, long offset) {
        central.add(record(member, offset));
        return this;
    }

    private ZipSamples add(Member member, long offset) {
        boolean behind = (member.flags & 8) != 0;
        byte[] extra = extra(member, -1);
        Little local = new Little().u32(ZipMember.LOCAL).u16(20).u16(member.flags);
        local.u16(member.method).u16(member.time).u16(member.date);
        local.u32(behind ? 0 : member.crc);
        local.u32(behind ? 0 : narrow(member, member.packed.length));
        local.u32(behind ? 0 : narrow(member, member.size));
        local.u16(member.name.length).u16(extra.length).put(member.name).put(extra);
        out.writeBytes(local.put(member.packed).toBytes());
        if (behind) {
            Little descriptor = new Little().u32(0x08074b50).u32(member.crc);
            out.writeBytes(descriptor.u32(member.packed.length).u32(member.size).toBytes());
        }
        central.add(record(member, offset));
        return this;
    }

    private static byte[] record(Member member, long offset) {
        byte[] extra = extra(member, offset);
        Little record = new Little().u32(ZipMember.CENTRAL).u16(member.madeBy).u16(20);
        record.u16(member.flags).u16(member.method).u16(member.time).u16(member.date);
        record.u32(member.crc).u32(narrow(member, member.packed.length));
        record.u32(narrow(member, member.size)).u16(member.name.length).u16(extra.length);
        record.u16(0).u16(0).u16(0).u32(member.attributes).u32(narrow(member, offset));
        return record.put(member.name).put(extra).toBytes();
    }

    /// The extra field, with that of ZIP64 in front; `offset` is -1 in a local header.
    private static byte[] extra(Member member, long offset) {
        Little extra = new Little();
        if (member.zip64) {
            extra.u16(1).u16(offset < 0 ? 16 : 24).u64(member.size).u64(member.packed.length);
            if (offset >= 0) {
                extra.u64(offset);
            }
        }
        return extra.put(member.extra).toBytes();
    }

    private static long narrow(Member member, long value) {
        return member.zip64 ? -1 : value;
    }

    /// The archive with its central directory and end record.
    byte[] toBytes() {
        return toBytes(false);
    }

    /// As [#toBytes()], with the end record of ZIP64 where asked.
    byte[] toBytes(boolean wide) {
        Little whole = new Little().put(out.toByteArray());
        long start = out.size();
        central.forEach(whole::put);
        int count = central.size();
        long end = whole.toBytes().length;
        long size = end - start;
        if (wide) {
            whole.u32(0x06064b50).u64(44).u16(45).u16(45).u32(0).u32(0);
            whole.u64(count).u64(count).u64(size).u64(start);
            whole.u32(0x07064b50).u32(0).u64(end).u32(1);
        }
        whole.u32(0x06054b50).u16(0).u16(0).u16(wide ? -1 : count).u16(wide ? -1 : count);
        return whole.u32(wide ? -1 : size).u32(wide ? -1 : start).u16(0).toBytes();
    }

    /// The members alone, as if the archive had been cut before its central directory.
    byte[] membersOnly() {
        return out.toByteArray();
    }
}
