package org.tutela.answers.ask;

/// What an account is called where there is room for one name.
public final class Names {
    private Names() {}

    /// SQL for the name of the linked account `alias`: its display name, else its handle, else its
    /// id, of which `id` is the column.
    public static String of(String alias, String id) {
        return "coalesce(nullif(%s.display_name, ''), nullif(%s.handle, ''), %s)"
                .formatted(alias, alias, id);
    }
}
