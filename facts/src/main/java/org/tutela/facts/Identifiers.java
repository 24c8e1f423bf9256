package org.tutela.facts;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// What a person is recognised by in texts of others: ids of accounts, telephone numbers however
/// they are grouped, international or national, and names of two words or more. A single word such
/// as a first name is no identifier: it means others as well.
final class Identifiers {
    private static final int SHORTEST_NUMBER = 7;
    private static final int SHORTEST_NAME = 5;
    private static final int LONGEST_COUNTRY_CODE = 3;

    private final Set<String> ids = new TreeSet<>();
    private final Set<String> numbers = new TreeSet<>();
    private final Set<String> names = new TreeSet<>();

    /// Adds the id of an account without its service.
    void addId(String id) {
        ids.add(id);
        int at = id.indexOf('@');
        addNumber(at < 0 ? id : id.substring(0, at));
    }

    /// Adds a number however it is written; too short ones are none.
    void addNumber(String written) {
        String digits = written.replaceAll("[^0-9]", "");
        if (digits.length() >= SHORTEST_NUMBER && !written.matches(".*\\p{L}.*")) {
            numbers.add(digits);
        }
    }

    /// Adds a name; a single word is none.
    void addName(String name) {
        String stripped = name.strip();
        if (stripped.length() >= SHORTEST_NAME && stripped.matches("(?s).*\\s.*")) {
            names.add(stripped);
        }
    }

    /// Finds each of them. The longest come first, so that nothing of them is left beside a match.
    Pattern pattern() {
        List<String> parts = new ArrayList<>();
        longestFirst(ids).forEach(id -> parts.add("(?<![\\w])" + Pattern.quote(id)));
        for (String number : longestFirst(numbers)) {
            parts.add("(?<!\\d)\\+?(?:00)?" + grouped(number) + "(?!\\d)");
            for (int code = 1; code <= LONGEST_COUNTRY_CODE; code++) {
                if (number.length() - code >= SHORTEST_NUMBER) {
                    parts.add("(?<!\\d)0?" + grouped(number.substring(code)) + "(?!\\d)");
                }
            }
        }
        longestFirst(names)
                .forEach(name ->
                        parts.add("(?<![\\p{L}\\d])" + Pattern.quote(name) + "(?![\\p{L}\\d])"));
        return parts.isEmpty()
                ? Pattern.compile("(?!)")
                : Pattern.compile(
                        String.join("|", parts), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    private static String grouped(String digits) {
        StringBuilder pattern = new StringBuilder();
        for (int i = 0; i < digits.length(); i++) {
            pattern.append(i == 0 ? "" : "[ ().\\-/\\u00a0\\u2011]{0,3}").append(digits.charAt(i));
        }
        return pattern.toString();
    }

    private static List<String> longestFirst(Collection<String> texts) {
        return texts.stream().sorted(Comparator.comparingInt(String::length).reversed()).toList();
    }
}
