package org.tutela.answers.work;

import java.io.IOException;
import java.util.stream.Stream;
import org.tutela.answers.ask.Act;
import org.tutela.answers.ask.Desk;
import org.tutela.answers.ask.NotFound;
import org.tutela.answers.ask.Right;
import org.tutela.casebook.work.Finding;
import org.tutela.casebook.work.Findings;
import org.tutela.model.FactTable;
import org.tutela.model.FactTables;

/// What people do with findings.
public final class FindingActs {
    private FindingActs() {}

    /// States a finding that cites nothing yet; gives its id.
    ///
    /// @param title the statement in one sentence
    /// @param text more words; may be empty
    public record State(String title, String text) implements Act<String> {
        @Override
        public Right right() {
            return Right.WRITE;
        }

        @Override
        public String subject() {
            return "findings";
        }

        /// Throws [IllegalArgumentException] with a sentence where a text is empty or too long.
        @Override
        public String perform(Desk desk) throws IOException {
            return desk.casebook().work().findings().state(desk.author(), title, text);
        }
    }

    /// Cites a fact in a finding, or cites it anew as it is now.
    ///
    /// @param finding id of the finding
    /// @param table table of the fact
    /// @param fact its id, 32 hex digits
    public record Cite(String finding, String table, String fact) implements Act<Void> {
        @Override
        public Right right() {
            return Right.WRITE;
        }

        @Override
        public String subject() {
            return Findings.subject(finding);
        }

        /// Throws [NotFound] where the viewer has no such finding or fact.
        @Override
        public Void perform(Desk desk) throws IOException {
            FactTable<?> known =
                    Stream.concat(FactTables.facts().stream(), FactTables.linked().stream())
                            .filter(each -> each.name().equals(table))
                            .filter(each -> !table.equals("cites"))
                            .findFirst()
                            .orElseThrow(() -> new NotFound(table));
            Finding whole = FindingDetail.get(desk, finding).finding();
            String digest =
                    desk.digest(table, fact, known.linked())
                            .orElseThrow(() -> new NotFound(table + " " + fact));
            desk.casebook()
                    .work()
                    .findings()
                    .cite(
                            desk.author(),
                            whole,
                            new Finding.Cited(
                                    table,
                                    fact,
                                    known.linked(),
                                    digest,
                                    desk.generation(),
                                    desk.viewer().user()));
            return null;
        }
    }

    /// Takes back a citation, or the finding as a whole.
    ///
    /// @param finding id of the finding
    /// @param fact id of the fact; empty: the finding
    public record TakeBack(String finding, String fact) implements Act<Void> {
        @Override
        public Right right() {
            return Right.WRITE;
        }

        @Override
        public String subject() {
            return Findings.subject(finding);
        }

        /// Throws [NotFound] where the viewer has no such finding.
        @Override
        public Void perform(Desk desk) throws IOException {
            FindingDetail.get(desk, finding);
            if (fact.isEmpty()) {
                desk.casebook().work().findings().takeBack(desk.author(), finding);
            } else {
                desk.casebook().work().findings().takeBackFact(desk.author(), finding, fact);
            }
            return null;
        }
    }
}
