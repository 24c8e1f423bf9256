package org.tutela.disclose;

import org.jspecify.annotations.Nullable;

/// What somebody asks to be disclosed, to whom and why.
///
/// @param country the addressee, ISO 3166-1 alpha-2
/// @param addressee court or office
/// @param authority who ordered the disclosure
/// @param basis the law or request it rests on
/// @param handling how the addressee must handle it
/// @param retainUntil until when it may be kept, ISO 8601 date; empty where the request says it
/// @param language of the report, `en` or `es`
/// @param terms on which it leaves
public record PackageOrder(
        String country,
        String addressee,
        String authority,
        String basis,
        String handling,
        String retainUntil,
        String language,
        PackageTerms terms) {

    /// An order on the usual terms.
    public PackageOrder(
            String country,
            String addressee,
            String authority,
            String basis,
            String handling,
            String retainUntil,
            String language) {
        this(
                country,
                addressee,
                authority,
                basis,
                handling,
                retainUntil,
                language,
                PackageTerms.USUAL);
    }

    /// Throws [IllegalArgumentException] with a sentence where the country or the language is none.
    public PackageOrder {
        if (!country.matches("[A-Z]{2}")) {
            throw new IllegalArgumentException(
                    "\"" + country + "\" is no country: two capital letters, such as ES");
        }
        if (!language.equals("en") && !language.equals("es")) {
            throw new IllegalArgumentException("a report is in en or es, not in " + language);
        }
        if (!retainUntil.matches("|\\d{4}-\\d{2}-\\d{2}")) {
            throw new IllegalArgumentException(
                    "\"" + retainUntil + "\" is no date: write it as 2026-12-31");
        }
    }

    /// Who asks and who approves.
    ///
    /// @param by account, or who sits at the machine
    /// @param approvedBy account of the second person; null: nobody approved, the package is a
    ///   draft
    public record People(String by, @Nullable String approvedBy) {
        /// Throws [IllegalArgumentException] where one person would approve their own proposal.
        public People {
            if (by.equals(approvedBy)) {
                throw new IllegalArgumentException(
                        "a package is approved by a second person, not by " + by + " again");
            }
        }
    }
}
