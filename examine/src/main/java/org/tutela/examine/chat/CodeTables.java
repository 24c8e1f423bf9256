package org.tutela.examine.chat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// What the raw codes in facts mean. The codes are not documented by the messengers: a meaning is
/// an opinion, so each row says what it rests on, and facts keep the raw code and the name of the
/// set. A set never changes once released; a better one gets the next number.
public final class CodeTables {
    private static final List<String> SETS = List.of("whatsapp.android@1");

    private CodeTables() {}

    /// What one code means.
    ///
    /// @param set the set, as facts name it, such as `whatsapp.android@1`
    /// @param table the table within the set, such as `message_type`
    /// @param code the raw code
    /// @param meaning what it means, in plain words
    /// @param knowledge what that rests on: `several tools`, `one tool`, `tools disagree`
    public record Code(String set, String table, long code, String meaning, String knowledge) {}

    /// The names of all sets.
    public static List<String> sets() {
        return SETS;
    }

    /// Every row of every set, in the order of the files.
    public static List<Code> all() {
        List<Code> codes = new ArrayList<>();
        for (String set : SETS) {
            codes.addAll(read(set));
        }
        return List.copyOf(codes);
    }

    private static List<Code> read(String set) {
        List<Code> codes = new ArrayList<>();
        String resource = "/code-tables/" + set + ".csv";
        try (InputStream in = CodeTables.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is missing from the build");
            }
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            String header = lines.readLine();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] cells = line.split(",", -1);
                if (cells.length != 4) {
                    throw new IllegalStateException(
                            resource + ": " + header + " expected, found " + line);
                }
                codes.add(new Code(set, cells[0], Long.parseLong(cells[1]), cells[2], cells[3]));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return codes;
    }
}
