package org.tutela.scenario.plan;

import java.util.ArrayList;
import java.util.List;

/// Documents with invented people, ages, places and addresses. The onion addresses are the test
/// vectors of the Tor specification (rend-spec-v3).
final class Papers {
    private static final String ONION =
            "pg6mmjiyjmcrsslvykfwnntlaru7p5svn6y2ymmju6nubxndf4pscryd.onion";
    private static final String OTHER_ONION =
            "sp3k262uwy4r2k3ycr5awluarykdpag6a7y33jxop4cs2lu5uz5sseqd.onion";

    private Papers() {}

    static List<PlannedDocument> of(Dice dice) {
        List<PlannedDocument> papers = new ArrayList<>();
        String[] titles = {
            "members.txt", "season plan.docx", "recipes.html", "invoice.pdf", "notes.txt",
            "addresses.docx", "club news.html", "letter.pdf", "bicycle tour.txt", "harvest.docx"
        };
        for (int i = 0; i < titles.length; i++) {
            papers.add(new PlannedDocument(i, titles[i], lines(dice, i)));
        }
        return papers;
    }

    private static List<String> lines(Dice dice, int index) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            lines.add(
                    Words.name(40 + index * 4 + i)
                            + ", "
                            + dice.between(21, 79)
                            + " years old, lives in "
                            + Words.place(dice)
                            + ".");
        }
        lines.add(Words.sentence(dice));
        switch (index) {
            case 0 -> lines.add("Ask at office@example.org or +44 20 7946 0999.");
            case 1 -> lines.add("Fixtures: https://www.example.org/fixtures?year=2026");
            case 4 -> lines.add("Group for the trip: https://chat.whatsapp.com/" + dice.base62(22));
            case 5 -> lines.add("Mirror of the wiki: http://" + ONION + "/wiki");
            case 8 -> lines.add("Old mirror: " + OTHER_ONION);
            default -> lines.add("Write to " + "club" + index + "@example.org.");
        }
        return lines;
    }
}
