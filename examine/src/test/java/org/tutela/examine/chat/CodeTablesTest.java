package org.tutela.examine.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class CodeTablesTest {

    @Test
    void listsEachCodeOnceWithMeaningAndKnowledge() {
        List<CodeTables.Code> codes = CodeTables.all();
        assertTrue(codes.size() > 150, "codes " + codes.size());
        Set<String> seen = new HashSet<>();
        for (CodeTables.Code code : codes) {
            assertTrue(seen.add(code.set() + code.table() + code.code()), code.toString());
            assertTrue(!code.meaning().isBlank(), code.toString());
            assertTrue(
                    Set.of("several tools", "one tool", "tools disagree")
                            .contains(code.knowledge()),
                    code.toString());
        }
    }

    @Test
    void saysThatTwelveAddsMembers() {
        List<String> meanings =
                CodeTables.all().stream()
                        .filter(c -> c.table().equals("action_type") && c.code() == 12)
                        .map(CodeTables.Code::meaning)
                        .toList();
        assertEquals(List.of("members added"), meanings);
        assertEquals(List.of("whatsapp.android@1"), CodeTables.sets());
    }
}
