package org.tutela.link.identity;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.List;
import java.util.Optional;

/// The country that a phone number was issued in (ITU-T E.164). Not where anyone lives.
///
/// A number that the country's plan knows belongs to the country of its range. A number that the
/// plan does not know, of a possible length, belongs to the country of its calling code where that
/// code has only one. Satellite, freephone and other numbers of no country have none; neither has
/// an unknown number of a code that several countries share, which would be a guess.
final class NumberCountry {
    /// What libphonenumber calls calling codes of no country.
    private static final String NO_COUNTRY = "001";

    private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();

    private NumberCountry() {}

    /// ISO 3166-1 alpha-2 of the country, for the digits of an international number.
    static Optional<String> find(String digits) {
        PhoneNumber number;
        try {
            number = NUMBERS.parse("+" + digits, "ZZ");
        } catch (NumberParseException e) {
            return Optional.empty();
        }
        if (NUMBERS.isValidNumber(number)) {
            return Optional.ofNullable(NUMBERS.getRegionCodeForNumber(number))
                    .filter(region -> !region.equals(NO_COUNTRY));
        }
        List<String> regions = NUMBERS.getRegionCodesForCountryCode(number.getCountryCode());
        boolean certain = regions.size() == 1 && NUMBERS.isPossibleNumber(number);
        return certain && !regions.getFirst().equals(NO_COUNTRY)
                ? Optional.of(regions.getFirst())
                : Optional.empty();
    }
}
