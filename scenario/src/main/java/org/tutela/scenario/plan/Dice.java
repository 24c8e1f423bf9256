package org.tutela.scenario.plan;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Numbers that look like chance and are the same for the same seed on every machine and JDK:
/// SplitMix64 (Steele, Lea, Flood 2014). Not for secrets. One dice belongs to one thread.
public final class Dice {
    private static final String BASE62 =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private long state;

    private Dice(long state) {
        this.state = state;
    }

    /// A dice for one purpose: the same seed gives independent numbers for different purposes.
    public static Dice of(long seed, String purpose) {
        long mixed = seed * 0x9E3779B97F4A7C15L + 0x632BE59BD9B4E019L;
        for (byte b : purpose.getBytes(StandardCharsets.UTF_8)) {
            mixed = (mixed ^ b) * 0x100000001B3L;
        }
        return new Dice(mixed);
    }

    /// Any 64 bits.
    public long any() {
        state += 0x9E3779B97F4A7C15L;
        long mixed = state;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }

    /// A number from 0 to `bound` - 1; `bound` is 1 or more.
    public int below(int bound) {
        return (int) Long.remainderUnsigned(any() >>> 1, bound);
    }

    /// A number from `low` to `high`, both included.
    public int between(int low, int high) {
        return low + below(high - low + 1);
    }

    /// True in `share` of 100 cases.
    public boolean percent(int share) {
        return below(100) < share;
    }

    /// A number from 0 to 1, 1 excluded.
    public double unit() {
        return (any() >>> 11) * 0x1.0p-53;
    }

    /// One of the list, which is not empty.
    public <T> T pick(List<T> of) {
        return of.get(below(of.size()));
    }

    /// All of the list in another order.
    public <T> List<T> shuffled(List<T> of) {
        List<T> mixed = new ArrayList<>(of);
        for (int i = mixed.size() - 1; i > 0; i--) {
            Collections.swap(mixed, i, below(i + 1));
        }
        return mixed;
    }

    /// Up to `count` of the list, no place twice.
    public <T> List<T> some(List<T> of, int count) {
        return shuffled(of).subList(0, Math.min(count, of.size()));
    }

    /// Upper-case hex digits.
    public String hex(int digits) {
        return letters("0123456789ABCDEF", digits);
    }

    /// Decimal digits, the first not 0.
    public String digits(int count) {
        return letters("123456789", 1) + letters("0123456789", count - 1);
    }

    /// Letters and digits as invite codes have them.
    public String base62(int count) {
        return letters(BASE62, count);
    }

    private String letters(String alphabet, int count) {
        StringBuilder text = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            text.append(alphabet.charAt(below(alphabet.length())));
        }
        return text.toString();
    }
}
