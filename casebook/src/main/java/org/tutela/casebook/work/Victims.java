package org.tutela.casebook.work;

import java.util.List;

/// What people decided to be victims', for whoever must leave it out.
///
/// @param parts their accounts and documents (`account:…`, `document:…`), sorted
/// @param names what they are called, sorted
public record Victims(List<String> parts, List<String> names) {
    /// Nobody.
    public static final Victims NONE = new Victims(List.of(), List.of());

    /// Copies.
    public Victims {
        parts = List.copyOf(parts);
        names = List.copyOf(names);
    }

    /// The parts that begin with a word such as `account:`, without it.
    public List<String> list(String word) {
        return parts.stream()
                .filter(part -> part.startsWith(word))
                .map(part -> part.substring(word.length()))
                .toList();
    }

    /// Whether there is nobody.
    public boolean isEmpty() {
        return parts.isEmpty() && names.isEmpty();
    }
}
