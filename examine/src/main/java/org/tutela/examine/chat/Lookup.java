package org.tutela.examine.chat;

import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// Reads single rows of a table by row id. Belongs to its database, which closes it.
public final class Lookup {
    private final ChatDatabase database;
    private final Plan plan;
    private final RowFlaws flaws;
    private @Nullable PreparedStatement statement;
    private boolean damageStated;

    Lookup(ChatDatabase database, Plan plan, RowFlaws flaws) {
        this.database = database;
        this.plan = plan;
        this.flaws = flaws;
    }

    /// Reads the row `id`; false where there is none or it is damaged. The first damaged row is
    /// stated as a problem.
    public boolean read(long id, RowReader reader) throws IOException {
        if (!database.has(plan.table()) || id == Long.MIN_VALUE) {
            return false;
        }
        try {
            PreparedStatement prepared = statement;
            if (prepared == null) {
                prepared = database.connection().prepareStatement(plan.bareSql());
                statement = prepared;
            }
            prepared.setLong(1, id - 1);
            prepared.setLong(2, id);
            try (ResultSet rows = prepared.executeQuery()) {
                if (!rows.next()) {
                    return false;
                }
                ChatRow row = new ChatRow(plan.indexes(), rows, flaws);
                row.moveTo(rows.getLong(1));
                reader.read(row);
                flaws.close();
                return true;
            }
        } catch (SQLException e) {
            // The driver closes a statement at its first error.
            statement = null;
            IOException cause = database.flaw(e, "table " + plan.table());
            if (Sqlite.primary(e) == org.sqlite.SQLiteErrorCode.SQLITE_INTERRUPT.code) {
                throw cause;
            }
            if (!damageStated) {
                damageStated = true;
                flaws.lost(id - 1, id, cause);
            }
            return false;
        }
    }
}
