package org.tutela.bytes;

/// How much one item of evidence may ask of us. Bytes in `long`.
///
/// @param itemMemory bytes of one item that may be held in memory; more goes to the spool
/// @param spool bytes that one spool may hold on disk
/// @param expansion how many times its own size an archive member may unfold to, above 16 MiB
/// @param depth how many containers may lie within each other
/// @param entries how many entries one container may list
/// @param timeMillis how long one examination of one item may take, milliseconds
/// @param pixels how many pixels a picture may declare before it is decoded
public record Limits(
        long itemMemory,
        long spool,
        long expansion,
        int depth,
        long entries,
        long timeMillis,
        long pixels) {

    /// What a run uses unless told otherwise.
    public static Limits standard() {
        return new Limits(8L << 20, 32L << 30, 200, 6, 50_000_000, 120_000, 120_000_000);
    }
}
