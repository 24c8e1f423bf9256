package org.tutela.disclose;

import java.util.Locale;

/// The data dictionary of a package, from the tables themselves.
final class DataDictionary {
    private DataDictionary() {}

    static String text() {
        StringBuilder text = new StringBuilder();
        text.append(
                "# Tables of this package\n\n"
                        + "Each table twice, with the same rows: NAME.csv (RFC 4180, UTF-8, a header"
                        + " line) and NAME.parquet (Apache Parquet). Times are in UTC: ISO 8601 in CSV,"
                        + " microseconds in Parquet. Digests are lower-case hex; nothing known is an"
                        + " empty field.\n");
        for (PackageTable table : PackageTable.all()) {
            text.append("\n## ").append(table.name()).append("\n").append(table.meaning());
            text.append("\n\n| column | type | meaning | treatment |\n|---|---|---|---|\n");
            for (Field field : table.columns()) {
                text.append("| ").append(field.name()).append(" | ").append(kind(field));
                text.append(" | ").append(field.meaning());
                text.append(" | ").append(meaning(field.treatment())).append(" |\n");
            }
        }
        return text.append(
                        "\n"
                                + "## omitted.csv\n"
                                + "What the case holds and this package does not, counted.\n")
                .toString();
    }

    private static String kind(Field field) {
        return field.kind().name().toLowerCase(Locale.ROOT);
    }

    private static String meaning(Treatment treatment) {
        return switch (treatment) {
            case KEEP -> "as recorded";
            case ACCOUNT -> "pseudonym for people outside this package";
            case PLACE -> "pseudonym where the id names somebody outside";
            case PATH -> "identifiers of people outside replaced";
            case TEXT ->
                    "identifiers of people outside, and numbers and addresses of nobody inside,"
                            + " replaced";
        };
    }
}
