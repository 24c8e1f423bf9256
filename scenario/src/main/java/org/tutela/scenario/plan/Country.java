package org.tutela.scenario.plan;

import java.util.Locale;

/// A country and a range of telephone numbers in it that nobody has: ranges reserved for drama
/// where the regulator names them, otherwise numbers that start as no subscriber's number can.
public enum Country {
    /// No range is reserved; 999 is not a prefix in use.
    ES("34", "999000", 3, 0),
    /// Ofcom, numbers for drama, London.
    GB("44", "2079460", 3, 0),
    /// ARCEP, numbers for works of fiction, mobile.
    FR("33", "639980", 3, 0),
    /// Bundesnetzagentur, drama numbers, Berlin.
    DE("49", "3023125", 3, 0),
    /// No range is reserved; 900 is not a subscriber's prefix.
    PT("351", "900000", 3, 0),
    /// Post- och telestyrelsen, numbers for fiction, 070-1740605 to 099.
    SE("46", "7017406", 2, 5),
    /// NANPA, 555-0100 to 0199.
    US("1", "21255501", 2, 0),
    /// No range is reserved; no national number starts with 0.
    PL("48", "000000", 3, 0),
    /// ComReg, 020 91x xxxx for drama.
    IE("353", "209100", 3, 0),
    /// NANPA, 555-0100 to 0199.
    CA("1", "41655501", 2, 0),
    /// No range is reserved; mobile numbers start with 9.
    BR("55", "11000000", 3, 0),
    /// No range is reserved; no national number starts with 0.
    CZ("420", "000000", 3, 0),
    /// No range is reserved; 200 is not in use.
    RO("40", "200000", 3, 0),
    /// No range is reserved; 200 is not in use.
    GR("30", "2000000", 3, 0),
    /// No range is reserved; no national number starts with 0.
    DK("45", "00000", 3, 0),
    /// No range is reserved; no national number starts with 0.
    HR("385", "000000", 3, 0),
    /// No range is reserved; 400 00 is not in use.
    BE("32", "400000", 3, 0),
    /// No range is reserved; 999 is not in use.
    NL("31", "999000", 3, 0);

    private final String callingCode;
    private final String prefix;
    private final int digits;
    private final int first;

    Country(String callingCode, String prefix, int digits, int first) {
        this.callingCode = callingCode;
        this.prefix = prefix;
        this.digits = digits;
        this.first = first;
    }

    /// The `ordinal`-th number of the range, country code first, digits only. Throws
    /// [IllegalArgumentException] behind the end of the range.
    public String number(int ordinal) {
        String last = Integer.toString(first + ordinal);
        if (ordinal < 0 || last.length() > digits) {
            throw new IllegalArgumentException(this + " has no made-up number " + ordinal);
        }
        return callingCode + prefix + "0".repeat(digits - last.length()) + last;
    }

    /// The digits that calls from abroad begin with.
    public String callingCode() {
        return callingCode;
    }

    /// ISO 3166-1 alpha-2, in upper case.
    public String code() {
        return name().toUpperCase(Locale.ROOT);
    }
}
