package org.tutela.disclose;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tutela.answers.CaseQuery;
import org.tutela.facts.CaseFolder;

/// Messages of a package, drawn by lot, for the person who is to agree that it leaves.
///
/// @param number in the report
/// @param conversation as it leaves
/// @param sender as it leaves; empty where none is known
/// @param sent UTC
/// @param text as it leaves; empty where there is none
public record DrawnMessages(
        long number, String conversation, String sender, String sent, String text) {

    /// Draws `count` messages, in the order of the report. Who draws again draws the same: the lot
    /// is SHA-256 over the proposal's own key and the message.
    public static List<DrawnMessages> draw(
            CaseFolder folder,
            CaseQuery query,
            Scope scope,
            PackageProposals.Proposal proposal,
            int count)
            throws IOException {
        PackageTable table = PeopleTables.messages();
        List<String> columns = table.columns().stream().map(Field::name).toList();
        Redactor redactor = Redactor.of(folder, query, scope, new Pseudonyms(proposal.key()));
        TreeMap<String, List<@Nullable Object>> drawn = new TreeMap<>();
        table.read(
                query,
                scope,
                redactor,
                row -> {
                    String lot =
                            HexFormat.of()
                                    .formatHex(
                                            BagWriter.sha256()
                                                    .digest(
                                                            (proposal.key()
                                                                            + cell(
                                                                                    columns, row,
                                                                                    "number"))
                                                                    .getBytes(
                                                                            StandardCharsets
                                                                                    .UTF_8)));
                    drawn.put(lot, new ArrayList<>(row));
                    if (drawn.size() > count) {
                        drawn.pollLastEntry();
                    }
                });
        return drawn.values().stream()
                .map(row ->
                        new DrawnMessages(
                                Long.parseLong(cell(columns, row, "number")),
                                cell(columns, row, "conversation"),
                                cell(columns, row, "sender"),
                                cell(columns, row, "sent"),
                                cell(columns, row, "text")))
                .sorted((a, b) -> Long.compare(a.number(), b.number()))
                .toList();
    }

    private static String cell(List<String> columns, List<@Nullable Object> row, String name) {
        Object value = row.get(columns.indexOf(name));
        return value == null ? "" : value.toString();
    }
}
