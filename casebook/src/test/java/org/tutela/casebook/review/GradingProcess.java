package org.tutela.casebook.review;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;
import org.tutela.casebook.Author;
import org.tutela.casebook.Casebook;

/// A process that grades stacks of three without end and says each decision that the casebook
/// acknowledged, for [KilledWhileGradingTest] to kill.
final class GradingProcess {
    private static final Author ANNA = new Author("anna", "T-1", "127.0.0.1");

    private GradingProcess() {}

    /// Grades in the case folder `args[0]`, stacks from number `args[1]` on.
    public static void main(String[] args) throws IOException {
        try (Casebook casebook = Casebook.open(Path.of(args[0]), InstantSource.system())) {
            for (int stack = Integer.parseInt(args[1]); ; stack++) {
                if (stack % 5 == 4) {
                    casebook.grades().takeBack(ANNA);
                    say("back " + (stack - 1));
                } else {
                    casebook.grades().grade(ANNA, "A", new Shown(1, members(stack)));
                    say("graded " + stack);
                }
            }
        }
    }

    /// What lies in a stack.
    static List<Shown.Member> members(int stack) {
        return IntStream.range(0, 3)
                .mapToObj(place -> new Shown.Member("%064x".formatted(stack * 3L + place), place))
                .toList();
    }

    private static void say(String line) throws IOException {
        System.out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        System.out.flush();
    }
}
