package org.tutela.link.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NumberCountryTest {

    @ParameterizedTest
    @CsvSource({
        "442079460002, GB", // Ofcom, numbers for drama.
        "33639980003, FR", // ARCEP, numbers for works of fiction.
        "12125550101, US",
        "14165550101, CA",
        "34999000001, ES", // A number that no plan knows, of a code with one country.
        "351900000001, PT",
        "48000000001, PL",
        "5511000000001, BR",
        "420000000001, CZ",
        "40200000001, RO",
        "302000000001, GR",
        "4500000004, DK",
        "385000000001, HR",
        "32400000001, BE",
        "31999000001, NL",
        "353209100001, IE",
        "493023125001, DE",
        "46701740605, SE",
    })
    void knowsWhereANumberWasIssued(String digits, String country) {
        assertEquals(country, NumberCountry.find(digits).orElse(""));
    }

    @ParameterizedTest
    @CsvSource({
        "870773111632", // Inmarsat.
        "80012345678", // International freephone.
        "19990000000", // An area code that nobody has: the code has some 25 countries.
        "999123456789", // No calling code.
    })
    void guessesNothing(String digits) {
        assertEquals("", NumberCountry.find(digits).orElse(""));
    }
}
