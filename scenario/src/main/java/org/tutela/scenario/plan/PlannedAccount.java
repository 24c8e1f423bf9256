package org.tutela.scenario.plan;

import org.jspecify.annotations.Nullable;

/// A made-up account of the messenger.
///
/// @param index its place in the plan, from 0
/// @param name the name it gives itself
/// @param country where its number was issued
/// @param number digits with country code
/// @param lid the messenger's opaque id, digits
/// @param known which phones know that number and opaque id belong together
public record PlannedAccount(
        int index, String name, Country country, String number, String lid, NumberKnown known) {

    /// Who knows the number behind an opaque id.
    public enum NumberKnown {
        /// Every phone that sees the opaque id.
        EVERYWHERE,
        /// One phone only.
        ON_ONE_PHONE,
        /// No phone.
        NOWHERE
    }

    /// The address by number.
    public String numberJid() {
        return number + "@s.whatsapp.net";
    }

    /// The address by opaque id.
    public String lidJid() {
        return lid + "@lid";
    }

    /// The stable id that linked facts use: by number where any phone knows it.
    public String account() {
        return "whatsapp:" + (known == NumberKnown.NOWHERE ? lidJid() : numberJid());
    }

    /// The country that evidence can tell; null where no phone knows the number.
    public @Nullable String visibleCountry() {
        return known == NumberKnown.NOWHERE ? null : country.code();
    }

    /// Whether it is only ever met by its opaque id, outside one address book.
    public boolean shy() {
        return known != NumberKnown.EVERYWHERE;
    }
}
