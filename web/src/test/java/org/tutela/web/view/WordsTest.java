package org.tutela.web.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.ibm.icu.text.MessageFormat;
import com.ibm.icu.util.ULocale;
import org.junit.jupiter.api.Test;

final class WordsTest {

    @Test
    void everyLanguageHasTheSameKeysAndArguments() {
        Words english = Words.of("en");
        for (String language : Words.LANGUAGES) {
            Words words = Words.of(language);
            assertEquals(english.keys(), words.keys(), language);
            for (String key : english.keys()) {
                assertEquals(
                        new MessageFormat(english.pattern(key), ULocale.ENGLISH).getArgumentNames(),
                        new MessageFormat(words.pattern(key), ULocale.forLanguageTag(language))
                                .getArgumentNames(),
                        language + " " + key);
            }
        }
    }

    @Test
    void namesTheActorOnlyWhereThereIsOne() {
        assertEquals(
                "by link of Ada", Words.of("en").say("how.LINK", "named", "yes", "actor", "Ada"));
        assertEquals("by link", Words.of("en").say("how.LINK", "named", "no", "actor", ""));
        assertFalse(Words.of("es").say("groups.answer", "n", 1).contains("{"));
    }
}
