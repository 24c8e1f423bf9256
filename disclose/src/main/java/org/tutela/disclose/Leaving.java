package org.tutela.disclose;

import java.io.IOException;
import org.tutela.answers.CaseQuery;

/// Where a case is read from, what of it leaves, and what is replaced before.
///
/// @param query the facts
/// @param scope what is in
/// @param redactor replaces who is outside
record Leaving(CaseQuery query, Scope scope, Redactor redactor) {

    /// Gives every row of a table as it leaves.
    void read(PackageTable table, Rows rows) throws IOException {
        table.read(query, scope, redactor, rows);
    }

    /// Gives rows of a statement over what is in, untreated.
    void readRaw(String select, Rows rows) throws IOException {
        Rows.read(query, scope.sql(select), rows);
    }
}
