package org.tutela.answers;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A table that is worked out once for a generation, because many questions ask for it.
///
/// @param name its name
/// @param sql a statement of ours that gives its rows; tables stand in braces, as in `FROM
///   {message}`
public record Kept(String name, String sql) {
    private static final Pattern TABLE = Pattern.compile("\\{([a-z_]+)\\}");

    /// A statement with the tables in braces taken from a schema.
    public static String in(String schema, String sql) {
        return TABLE.matcher(sql)
                .replaceAll(table ->
                        Matcher.quoteReplacement(schema + '.' + Views.quote(table.group(1))));
    }
}
