package org.tutela.web.view;

import com.ibm.icu.text.MessageFormat;
import com.ibm.icu.util.ULocale;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/// The words of one language, from `messages/XX.properties`. Patterns are ICU's, with named
/// arguments.
public final class Words {
    /// The languages, first the one that stands in for missing ones.
    public static final List<String> LANGUAGES = List.of("en", "es");

    private static final Map<String, Words> LOADED = new ConcurrentHashMap<>();

    private final Locale locale;
    private final Map<String, String> patterns;
    // A format is not safe for two threads, so each use takes a copy, which costs no parsing.
    private final Map<String, MessageFormat> parsed = new ConcurrentHashMap<>();

    private Words(String language) {
        this.locale = Locale.forLanguageTag(language);
        this.patterns = read(language);
    }

    /// The words of one of [#LANGUAGES]; English for any other.
    public static Words of(String language) {
        return LOADED.computeIfAbsent(LANGUAGES.contains(language) ? language : "en", Words::new);
    }

    /// The language.
    public Locale locale() {
        return locale;
    }

    /// `rtl` where lines begin at the right, otherwise `ltr`.
    public String direction() {
        return ULocale.forLocale(locale).isRightToLeft() ? "rtl" : "ltr";
    }

    /// All keys.
    public Set<String> keys() {
        return new TreeSet<>(patterns.keySet());
    }

    /// The pattern of a key, for tests.
    String pattern(String key) {
        return patterns.getOrDefault(key, "");
    }

    /// Whether there is such a key.
    public boolean has(String key) {
        return patterns.containsKey(key);
    }

    /// The text of a key, with names and values of its arguments in turn. Throws
    /// [IllegalArgumentException] where there is no such key.
    public String say(String key, Object... arguments) {
        String pattern = patterns.get(key);
        if (pattern == null) {
            throw new IllegalArgumentException("no words for " + key + " in " + locale);
        }
        MessageFormat format =
                (MessageFormat)
                        parsed.computeIfAbsent(
                                        key,
                                        any ->
                                                new MessageFormat(
                                                        pattern, ULocale.forLocale(locale)))
                                .clone();
        Map<String, Object> named = new HashMap<>();
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            named.put(arguments[i].toString(), arguments[i + 1]);
        }
        return format.format(named);
    }

    private static Map<String, String> read(String language) {
        String name = "/messages/" + language + ".properties";
        Properties properties = new Properties();
        try (InputStream in = Words.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the product lacks " + name);
            }
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> patterns = new HashMap<>();
        properties.forEach((key, value) -> patterns.put(key.toString(), value.toString()));
        return Map.copyOf(patterns);
    }
}
