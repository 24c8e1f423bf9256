package org.tutela.verify;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/// What a check found, in sentences for people.
///
/// @param statements what was checked and holds
/// @param warnings what a reader should know and does not change the verdict
/// @param errors what is wrong; empty: everything that was checked holds
public record Verdict(List<String> statements, List<String> warnings, List<String> errors) {
    /// Errors and warnings kept each; the rest is counted.
    private static final int MOST = 1_000;

    /// Copies.
    public Verdict {
        statements = List.copyOf(statements);
        warnings = List.copyOf(warnings);
        errors = List.copyOf(errors);
    }

    /// Whether nothing is wrong.
    public boolean valid() {
        return errors.isEmpty();
    }

    /// Prints it in plain sentences, the verdict first.
    public void print(PrintWriter out) {
        out.println(
                valid()
                        ? "VALID. The package is complete, unchanged and sealed."
                        : "NOT VALID. The package must not be relied on.");
        errors.forEach(sentence -> out.println("  wrong: " + sentence));
        statements.forEach(sentence -> out.println("  checked: " + sentence));
        warnings.forEach(sentence -> out.println("  note: " + sentence));
        out.flush();
    }

    /// Collects sentences; the number kept is bounded, as evidence of the wrong kind may hold
    /// millions of wrong lines.
    static final class Collector {
        private final List<String> statements = new ArrayList<>();
        private final List<String> warnings = new ArrayList<>();
        private final List<String> errors = new ArrayList<>();
        private long errorsDropped;
        private long warningsDropped;

        void state(String sentence) {
            statements.add(sentence);
        }

        void warn(String sentence) {
            if (warnings.size() < MOST) {
                warnings.add(sentence);
            } else {
                warningsDropped++;
            }
        }

        void refuse(String sentence) {
            if (errors.size() < MOST) {
                errors.add(sentence);
            } else {
                errorsDropped++;
            }
        }

        boolean clean() {
            return errors.isEmpty();
        }

        Verdict verdict() {
            if (errorsDropped > 0) {
                errors.add("And " + errorsDropped + " further errors.");
                errorsDropped = 0;
            }
            if (warningsDropped > 0) {
                warnings.add("And " + warningsDropped + " further warnings.");
                warningsDropped = 0;
            }
            return new Verdict(statements, warnings, errors);
        }
    }
}
