package org.tutela.answers.work;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tutela.answers.ask.Desk;
import org.tutela.casebook.User;
import org.tutela.casebook.work.Finding;

/// A finding as a viewer sees it: only where all that it cites is theirs to see, and it names no
/// victim that they need not know.
///
/// @param finding the finding
/// @param cited what became of each fact since
public record Statement(Finding finding, List<Cited> cited) {
    /// A copy.
    public Statement {
        cited = List.copyOf(cited);
    }

    /// A cited fact and what became of it.
    ///
    /// @param fact as it was cited
    /// @param since what became of it
    public record Cited(Finding.Cited fact, Since since) {}

    /// What became of a fact since it was cited.
    public enum Since {
        /// It says the same.
        SAME,
        /// It says something else, or rests on other facts.
        CHANGED,
        /// The case has it no more, or the viewer does not need to know it.
        GONE
    }

    /// Whether any fact is not as it was when it was cited.
    public boolean changed() {
        return cited.stream().anyMatch(each -> each.since() != Since.SAME);
    }

    /// The finding for the viewer; empty where they need not know of it.
    static Optional<Statement> of(Desk desk, Finding finding) throws IOException {
        if (desk.hides(finding.title(), finding.text())) {
            return Optional.empty();
        }
        List<Cited> cited = new ArrayList<>();
        boolean all = true;
        for (Finding.Cited fact : finding.cited()) {
            Optional<String> now = desk.digest(fact.table(), fact.fact(), fact.linked());
            all &= now.isPresent();
            Since since =
                    now.isEmpty()
                            ? Since.GONE
                            : now.get().equals(fact.digest()) ? Since.SAME : Since.CHANGED;
            cited.add(new Cited(fact, since));
        }
        boolean mine = finding.who().equals(desk.viewer().user());
        boolean knowsAll = desk.viewer().exhibits().contains(User.ALL_EXHIBITS);
        boolean shown = mine || knowsAll || (all && !cited.isEmpty());
        return shown ? Optional.of(new Statement(finding, cited)) : Optional.empty();
    }
}
