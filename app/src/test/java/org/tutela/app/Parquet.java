package org.tutela.app;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/// Tables of a package as another engine reads them.
final class Parquet {
    private Parquet() {}

    /// The rows of a CSV or Parquet file as texts; times without a fraction, nothing as an empty
    /// text.
    static List<List<String>> rows(Path file) throws IOException {
        String from =
                file.toString().endsWith(".csv")
                        ? "read_csv('%s', all_varchar=true, header=true, delim=',', quote='\"',"
                                + " escape='\"')"
                        : "read_parquet('%s')";
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("SET TimeZone='UTC'");
            try (ResultSet rows =
                    statement.executeQuery(
                            "SELECT COLUMNS(*)::VARCHAR FROM " + from.formatted(file))) {
                List<List<String>> all = new ArrayList<>();
                int columns = rows.getMetaData().getColumnCount();
                while (rows.next()) {
                    List<String> row = new ArrayList<>();
                    for (int i = 1; i <= columns; i++) {
                        row.add(plain(rows.getString(i)));
                    }
                    all.add(row);
                }
                return all;
            }
        } catch (SQLException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    private static String plain(String value) {
        return value == null
                ? ""
                : value.replaceFirst(
                        "^(\\d{4}-\\d\\d-\\d\\d)[T ](\\d\\d:\\d\\d:\\d\\d)(\\.\\d+)?(Z|\\+00)$",
                        "$1 $2");
    }
}
