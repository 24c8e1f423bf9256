package org.tutela.answers;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;
import org.tutela.casebook.work.Victims;
import org.tutela.facts.CaseFolder;
import org.tutela.facts.Catalog;
import org.tutela.facts.FactFile;
import org.tutela.facts.RegisteredSource;
import org.tutela.model.FactTable;
import org.tutela.model.FactTables;

/// The tables of a case at one generation of its catalog, to be asked with SQL. A case that grows
/// is opened again. Safe for use by many threads.
///
/// What analysts write can only read: a statement must be one that the database can write as the
/// JSON of a query (SELECT, WITH, FROM, VALUES, DESCRIBE, SUMMARIZE, SHOW), it sees no file but
/// those of the facts, no network, no extension, no setting, and is broken off after a time.
public final class CaseQuery implements Closeable {
    private final Catalog catalog;
    private final List<RegisteredSource> sources;
    private final QueryLimits limits;
    private final Path temporary;
    private final DuckDBConnection database;
    private final NeedToKnow need;
    private final VictimFields victimFields;

    private CaseQuery(CaseFolder folder, Catalog catalog, QueryLimits limits, Database opened) {
        this.catalog = catalog;
        this.sources = folder.sources();
        this.limits = limits;
        this.temporary = opened.temporary();
        this.database = opened.connection();
        this.need = new NeedToKnow(database);
        this.victimFields = new VictimFields(database);
    }

    private final ReentrantLock keeping = new ReentrantLock();
    private final Set<String> kept = new HashSet<>();

    /// A database in memory and where it puts what does not fit.
    private record Database(DuckDBConnection connection, Path temporary) {}

    /// Opens the current generation with the usual limits.
    public static CaseQuery open(CaseFolder folder) throws IOException {
        return open(folder, QueryLimits.USUAL);
    }

    /// Opens the current generation.
    public static CaseQuery open(CaseFolder folder, QueryLimits limits) throws IOException {
        Catalog catalog = Catalog.current(folder);
        Path temporary = Files.createTempDirectory("tutela-query-");
        Properties properties = new Properties();
        properties.setProperty("jdbc_stream_results", "true");
        try {
            DuckDBConnection connection =
                    DriverManager.getConnection("jdbc:duckdb:", properties)
                            .unwrap(DuckDBConnection.class);
            CaseQuery query =
                    new CaseQuery(folder, catalog, limits, new Database(connection, temporary));
            try {
                query.prepare(folder);
                return query;
            } catch (SQLException e) {
                query.close();
                throw e;
            }
        } catch (SQLException e) {
            Files.deleteIfExists(temporary);
            throw new IOException(
                    "The tables of the case cannot be opened: " + firstLine(e.getMessage()), e);
        }
    }

    /// The generation of the catalog that is asked.
    public int generation() {
        return catalog.generation();
    }

    /// The schema that shows only what lies in the sources of these exhibits, or rests on it;
    /// `main` where they hold `*`, which stands for all. Its tables have the names of the case's
    /// tables.
    public String schema(Set<String> exhibits) throws IOException {
        return need.schema(exhibits);
    }

    /// The same for who does not need what names these victims; its tables leave that out, and a
    /// table `hidden_name` says which words, in lower case and without accents.
    public String schema(Set<String> exhibits, Victims victims) throws IOException {
        String base = need.schema(exhibits);
        return victims.isEmpty() ? base : victimFields.schema(base, victims);
    }

    /// Keeps the rows of a statement of ours as a table of a schema, made at the first call: what
    /// many questions ask of the same generation is worked out once.
    public void keep(String schema, String name, String sql) throws IOException {
        String table = schema + '.' + Views.quote(name);
        keeping.lock();
        try {
            if (!kept.contains(table)) {
                make("CREATE TABLE " + table + " AS " + sql);
                kept.add(table);
            }
        } finally {
            keeping.unlock();
        }
    }

    private void make(String sql) throws IOException {
        try (Connection connection = database.duplicate();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new QueryException(sentence(e), e);
        }
    }

    /// Every table and how many rows count, facts first.
    public List<TableCount> tables() {
        return allTables()
                .map(table ->
                        new TableCount(
                                table.name(),
                                table.linked(),
                                catalog.files(table).stream().mapToLong(FactFile::rows).sum()))
                .toList();
    }

    /// The public columns of a table, in their order. Throws [QueryException] where there is no
    /// such table.
    public List<String> columns(String table) throws QueryException {
        return Views.columns(table(table), sources).stream().map(Views.Shown::name).toList();
    }

    /// Rows of a table in a fixed order: facts by address and id, linked facts by their id. Throws
    /// [QueryException] where table, column or condition are wrong.
    public void rows(Selection selection, RowSink sink) throws IOException {
        FactTable<?> table = table(selection.table());
        List<String> known = columns(selection.table());
        for (String column : selection.columns()) {
            if (!known.contains(column)) {
                throw new QueryException(
                        "The table "
                                + table.name()
                                + " has no column \""
                                + column
                                + "\"; it has "
                                + String.join(", ", known)
                                + ".");
            }
        }
        List<String> wanted = selection.columns().isEmpty() ? known : selection.columns();
        StringBuilder sql = new StringBuilder("SELECT ");
        sql.append(wanted.stream().map(Views::quote).collect(Collectors.joining(", ")));
        sql.append(" FROM ").append(Views.quote(table.name()));
        if (selection.where() != null) {
            sql.append(" WHERE (\n").append(selection.where()).append("\n)");
        }
        sql.append(" ORDER BY ").append(order(table));
        if (selection.limit() != Selection.ALL) {
            sql.append(" LIMIT ").append(selection.limit());
        }
        query(sql.toString(), sink);
    }

    /// Rows of one reading statement. Throws [QueryException] where it does more than read, is
    /// wrong or takes too long.
    public void query(String sql, RowSink sink) throws IOException {
        try (Connection connection = database.duplicate()) {
            checkReadsOnly(connection, sql);
            try (Statement statement = connection.createStatement()) {
                copy(statement, () -> statement.executeQuery(sql), sink);
            }
        } catch (SQLException e) {
            throw new QueryException(sentence(e), e);
        }
    }

    /// As [#query(String, RowSink)], with a value for each `?` of the statement, in order:
    /// `String`, `Long`, `Double` or `Boolean`.
    public void query(String sql, List<?> parameters, RowSink sink) throws IOException {
        try (Connection connection = database.duplicate()) {
            checkReadsOnly(connection, sql);
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                for (int i = 0; i < parameters.size(); i++) {
                    statement.setObject(i + 1, parameters.get(i));
                }
                copy(statement, statement::executeQuery, sink);
            }
        } catch (SQLException e) {
            throw new QueryException(sentence(e), e);
        }
    }

    /// Starts a statement.
    private interface Start {
        ResultSet rows() throws SQLException;
    }

    private void copy(Statement statement, Start start, RowSink sink)
            throws SQLException, IOException {
        try (Deadline deadline = Deadline.start(statement, limits.timeoutSeconds())) {
            try (ResultSet rows = start.rows()) {
                new ResultRows(rows).copyTo(sink);
            } catch (SQLException e) {
                if (deadline.passed()) {
                    throw new QueryException(
                            "The question took longer than "
                                    + limits.timeoutSeconds()
                                    + " seconds and was broken off: ask for less.",
                            e);
                }
                throw e;
            }
        }
    }

    @Override
    public void close() throws IOException {
        try {
            database.close();
        } catch (SQLException e) {
            throw new IOException("The tables of the case cannot be closed.", e);
        } finally {
            try (Stream<Path> left = Files.walk(temporary)) {
                for (Path path : left.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(path);
                }
            }
        }
    }

    /// Makes the views and then locks every door: afterwards no setting can be changed.
    private void prepare(CaseFolder folder) throws SQLException {
        try (Statement statement = database.createStatement()) {
            statement.execute("SET GLOBAL TimeZone='UTC'");
            statement.execute("SET autoinstall_known_extensions=false");
            statement.execute("SET autoload_known_extensions=false");
            statement.execute("SET threads=" + limits.threads());
            statement.execute("SET memory_limit='" + limits.memoryMegabytes() + "MiB'");
            statement.execute(
                    "SET temp_directory=" + Views.literal(temporary.toAbsolutePath().toString()));
            statement.execute("SET parquet_metadata_cache=true");
            exhibits(statement);
            for (FactTable<?> table : allTables().toList()) {
                statement.execute(Views.create(table, catalog, sources));
            }
            statement.execute("SET allowed_directories=" + allowed(folder));
            statement.execute("SET enable_external_access=false");
            statement.execute("SET lock_configuration=true");
        }
    }

    /// The folders that may be read, each as it is and as a pattern: the database holds both
    /// against the names that a view asks for.
    private static String allowed(CaseFolder folder) {
        return Stream.of("facts", "linked")
                .map(folder.path()::resolve)
                .flatMap(path -> Stream.of(path.toString(), Views.pattern(path)))
                .distinct()
                .map(path -> Views.literal(path + "/"))
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private void exhibits(Statement statement) throws SQLException {
        statement.execute(
                "CREATE TABLE "
                        + Views.EXHIBITS
                        + "(exhibit VARCHAR, source VARCHAR, name VARCHAR, format VARCHAR,"
                        + " size BIGINT, kind VARCHAR, country VARCHAR, holder VARCHAR,"
                        + " seized VARCHAR, authority VARCHAR, id BLOB)");
        try (PreparedStatement insert =
                database.prepareStatement(
                        "INSERT INTO "
                                + Views.EXHIBITS
                                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, unhex(?))")) {
            for (RegisteredSource source : sources) {
                insert.setString(1, source.exhibit());
                insert.setString(2, source.id().toString());
                insert.setString(3, source.name());
                insert.setString(4, source.format());
                insert.setLong(5, source.size());
                int at = 6;
                for (String key : List.of("kind", "country", "holder", "seized", "authority")) {
                    insert.setString(at, source.custody().get(key));
                    at++;
                }
                insert.setString(11, source.id().toString());
                insert.execute();
            }
        }
    }

    /// Only what the database itself can write down as a query may pass, and only one statement.
    private static void checkReadsOnly(Connection connection, String sql)
            throws SQLException, QueryException {
        try (PreparedStatement check =
                connection.prepareStatement(
                        "SELECT json_extract_string(j, '$.error'), json_array_length(j,"
                                + " '$.statements'), json_extract_string(j, '$.error_type'),"
                                + " json_extract_string(j, '$.error_message')"
                                + " FROM (SELECT json_serialize_sql(?) AS j)")) {
            check.setString(1, sql);
            try (ResultSet found = check.executeQuery()) {
                found.next();
                if ("false".equals(found.getString(1)) && found.getInt(2) == 1) {
                    return;
                }
                @Nullable String type = found.getString(3);
                if ("parser".equals(type)) {
                    throw new QueryException(
                            "The SQL cannot be read: " + firstLine(found.getString(4)));
                }
                throw new QueryException(
                        "Only one statement that reads is allowed, such as SELECT ... FROM"
                                + " message.");
            }
        }
    }

    private static String sentence(SQLException e) {
        return "The question cannot be answered: " + firstLine(e.getMessage());
    }

    private static String firstLine(@Nullable String message) {
        String text = message == null ? "the database gives no reason" : message;
        return text.lines().findFirst().orElse("").strip();
    }

    private static String order(FactTable<?> table) {
        if (table.name().equals("cites")) {
            return "\"linked\", \"fact\"";
        }
        return table.linked() ? "\"linked\"" : "\"address\", \"fact\"";
    }

    private static FactTable<?> table(String name) throws QueryException {
        return allTables()
                .filter(table -> table.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new QueryException(
                                "There is no table \""
                                        + name
                                        + "\"; the tables are "
                                        + allTables()
                                                .map(FactTable::name)
                                                .collect(Collectors.joining(", "))
                                        + "."));
    }

    private static Stream<FactTable<?>> allTables() {
        List<FactTable<?>> tables = new ArrayList<>(FactTables.facts());
        tables.addAll(FactTables.linked());
        return tables.stream();
    }
}
