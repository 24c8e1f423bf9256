package org.tutela.facts;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tutela.model.Column;
import org.tutela.model.Content;
import org.tutela.model.Digest;
import org.tutela.model.Fact;
import org.tutela.model.FactTable;
import org.tutela.model.Id;

/// Erases contents: the items that hold them with all that lies within, rows that name one by a
/// digest or by its item, and digests or addresses of them in texts.
final class ContentSieve implements Sieve {
    private static final int HEAD = 6;

    private final Set<Digest> wanted;
    private final Set<Digest> digests = new HashSet<>();
    private final Set<String> hex = new HashSet<>();
    private final Set<Id> items = new HashSet<>();
    private final Places places = new Places();

    ContentSieve(Set<Digest> wanted) {
        this.wanted = wanted;
        wanted.forEach(this::name);
    }

    private void name(Digest digest) {
        digests.add(digest);
        hex.add(digest.toString());
    }

    @Override
    public List<FactTable<? extends Fact>> first() {
        return List.of(Content.TABLE);
    }

    @Override
    public void look(Fact row) {
        if (row instanceof Content content && wanted.contains(content.sha256())) {
            name(content.md5());
            name(content.sha1());
            items.add(content.seen().item());
            places.add(content.seen().address());
        }
    }

    @Override
    public <F extends Fact> @Nullable F keep(FactTable<F> table, F row) {
        if (items.contains(row.seen().item()) || places.hold(row.seen().address())) {
            return null;
        }
        List<Column<F>> columns = table.columns();
        for (int i = HEAD; i < columns.size(); i++) {
            Object value = columns.get(i).get().apply(row);
            boolean named =
                    (value instanceof Digest digest && digests.contains(digest))
                            || (value instanceof Id id && items.contains(id));
            if (named) {
                return null;
            }
        }
        return Rewritten.texts(table, row, (column, text) -> left(column, text));
    }

    private String left(String column, String text) {
        if (column.equals("address")) {
            return text;
        }
        String left = text;
        if (text.contains("source:")) {
            left = Rewritten.words(text, word -> places.hold(word) ? Rewritten.mask(word) : word);
        }
        if (left.length() >= 32) {
            String folded = left.toLowerCase(Locale.ROOT);
            for (String digest : hex) {
                int at = folded.length() == left.length() ? folded.indexOf(digest) : -1;
                while (at >= 0) {
                    left =
                            left.substring(0, at)
                                    + Rewritten.mask(digest)
                                    + left.substring(at + digest.length());
                    at = folded.indexOf(digest, at + 1);
                }
            }
        }
        return left;
    }

    @Override
    public boolean mentions(String text) {
        String folded = text.toLowerCase(Locale.ROOT);
        if (hex.stream().anyMatch(folded::contains)
                || items.stream().anyMatch(item -> folded.contains(item.toString()))) {
            return true;
        }
        return mentionsPlace(text);
    }

    /// Addresses stand in subjects and JSON between other signs.
    private boolean mentionsPlace(String text) {
        int at = text.indexOf("source:");
        while (at >= 0) {
            int end = at;
            while (end < text.length() && "\" \\,}]".indexOf(text.charAt(end)) < 0) {
                end++;
            }
            if (places.hold(text.substring(at, end))) {
                return true;
            }
            at = text.indexOf("source:", at + 1);
        }
        return false;
    }
}
