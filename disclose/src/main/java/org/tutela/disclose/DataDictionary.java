package org.tutela.disclose;

/// The data dictionary of a package, from the tables themselves.
final class DataDictionary {
    private DataDictionary() {}

    static String text() {
        StringBuilder text = new StringBuilder();
        text.append(
                "# Tables of this package\n\nCSV (RFC 4180), UTF-8, a header line; times are ISO 8601 in UTC, digests lower-case hex, nothing known is an empty field.\n");
        for (PackageTable table : PackageTable.all()) {
            text.append("\n## ").append(table.name()).append(".csv\n").append(table.meaning());
            text.append("\n\n| column | meaning | treatment |\n|---|---|---|\n");
            for (PackageTable.Field field : table.columns()) {
                text.append("| ").append(field.name()).append(" | ").append(field.meaning());
                text.append(" | ").append(meaning(field.treatment())).append(" |\n");
            }
        }
        return text.append(
                        "\n## omitted.csv\nWhat the case holds and this package does not, counted.\n")
                .toString();
    }

    private static String meaning(Treatment treatment) {
        return switch (treatment) {
            case KEEP -> "as recorded";
            case ACCOUNT -> "pseudonym for people outside this package";
            case PLACE -> "pseudonym where the id names somebody outside";
            case PATH -> "identifiers of people outside replaced";
            case TEXT ->
                    "identifiers of people outside, and numbers and addresses of nobody inside, replaced";
        };
    }
}
