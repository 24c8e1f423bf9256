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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
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
import org.tutela.model.Citation;
import org.tutela.model.FactTable;
import org.tutela.model.FactTables;
import org.tutela.model.LinkedMessage;

/// The tables of a case at one generation of its catalog, to be asked with SQL. A case that grows
/// is opened again. Safe for use by many threads.
///
/// What analysts write can only read: a statement must be one that the database can write as the
/// JSON of a query (SELECT, WITH, FROM, VALUES, DESCRIBE, SUMMARIZE, SHOW), it sees no file but
/// those of the facts, no network, no extension, no setting, and is broken off after a time.
public final class CaseQuery implements Closeable {
    private static final int MOST_CHECKED = 1_000;

    private final CaseFolder folder;
    private final Catalog catalog;
    private final List<RegisteredSource> sources;
    private final QueryLimits limits;
    private final Path temporary;
    private final DuckDBConnection database;
    private final NeedToKnow need;
    private final VictimFields victimFields;

    private CaseQuery(CaseFolder folder, Catalog catalog, QueryLimits limits, Database opened) {
        this.folder = folder;
        this.catalog = catalog;
        this.sources = folder.sources();
        this.limits = limits;
        this.temporary = opened.temporary();
        this.database = opened.connection();
        this.need = new NeedToKnow(database, limits.pages());
        this.victimFields = new VictimFields(database, limits.pages());
    }

    private final ReentrantLock keeping = new ReentrantLock();
    private final Set<String> kept = new HashSet<>();
    private final AtomicReference<@Nullable Statement> making = new AtomicReference<>();
    private final AtomicBoolean stopped = new AtomicBoolean();

    /// Statements that are known to read only: pages ask the same ones all day.
    private final Set<String> checked = ConcurrentHashMap.newKeySet();

    private boolean attached;

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
                query.prepare();
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

    /// Keeps a table in a schema, made at the first call: what many questions ask of the same
    /// generation is worked out once.
    public void keep(String schema, Kept table) throws IOException {
        String name = schema + '.' + Views.quote(table.name());
        keeping.lock();
        try {
            if (!kept.contains(name)) {
                make("CREATE TABLE " + name + " AS " + Kept.in(schema, table.sql()));
                kept.add(name);
            }
        } finally {
            keeping.unlock();
        }
    }

    /// Takes the file of kept tables of this generation into use, where it is made; true where it
    /// is in use. Who asks meanwhile gets the same rows, from here or from there.
    public boolean attach(List<Kept> tables) throws IOException {
        KeptFile file = file(tables);
        keeping.lock();
        try (Connection connection = database.duplicate();
                Statement statement = connection.createStatement()) {
            if (attached || !file.isThere()) {
                return attached;
            }
            statement.execute(
                    "ATTACH " + Views.literal(file.path().toString()) + " AS kept (READ_ONLY)");
            for (String view : keptViews()) {
                statement.execute(view);
            }
            for (Kept table : tables) {
                String name = NeedToKnow.EVERYTHING + '.' + Views.quote(table.name());
                connection.setAutoCommit(false);
                statement.execute("DROP TABLE IF EXISTS " + name);
                statement.execute(
                        "CREATE VIEW " + name + " AS SELECT * FROM " + keptTable(table.name()));
                connection.commit();
                connection.setAutoCommit(true);
                kept.add(name);
            }
            attached = true;
            return true;
        } catch (SQLException e) {
            throw new QueryException(sentence(e), e);
        } finally {
            keeping.unlock();
        }
    }

    /// Makes the file of kept tables of this generation where it is not there, and deletes those of
    /// others. Takes long, so it belongs to a query of its own, which nobody else asks and which
    /// [#stop] ends. False where it is not made.
    public boolean make(List<Kept> tables) throws IOException {
        KeptFile file = file(tables);
        return file.isThere() || file.make(part -> fill(part, tables));
    }

    private boolean fill(Path part, List<Kept> tables) throws IOException {
        try (Connection connection = database.duplicate();
                Statement statement = connection.createStatement()) {
            making.set(statement);
            statement.execute("ATTACH " + Views.literal(part.toString()) + " AS kept");
            List<String> all = new ArrayList<>(fromFacts(catalog));
            all.addAll(keptViews());
            for (Kept table : tables) {
                all.add(into(table.name()) + Kept.in(NeedToKnow.EVERYTHING, table.sql()));
                all.add(
                        "CREATE VIEW main."
                                + Views.quote(table.name())
                                + " AS SELECT * FROM "
                                + keptTable(table.name()));
            }
            for (String sql : all) {
                if (stopped.get()) {
                    return false;
                }
                statement.execute(sql);
            }
            statement.execute("DETACH kept");
            // What was erased or came in while this was made is not in it, or still is.
            return Catalog.current(folder).generation() == catalog.generation();
        } catch (SQLException e) {
            if (stopped.get()) {
                return false;
            }
            throw new QueryException(sentence(e), e);
        } finally {
            making.set(null);
        }
    }

    /// The file of this generation, made or not. Its name says by which statements it is made:
    /// those over no facts at all, for where facts lie changes nothing.
    private KeptFile file(List<Kept> tables) throws IOException {
        List<String> statements = new ArrayList<>(fromFacts(Catalog.at(folder, 0)));
        tables.forEach(table -> statements.add(table.name() + ' ' + table.sql()));
        return KeptFile.of(folder, catalog, statements);
    }

    /// The statements that fill a file with what it holds of the facts.
    private static List<String> fromFacts(Catalog facts) {
        List<String> all = new ArrayList<>();
        copied().forEach(table ->
                all.add(into(table.name()) + "SELECT * FROM " + Views.stored(table, facts)));
        all.addAll(PageTables.make(facts));
        return all;
    }

    private static String into(String table) {
        return "CREATE TABLE " + keptTable(table) + " AS ";
    }

    private static String keptTable(String name) {
        return KeptFile.SCHEMA + '.' + Views.quote(name);
    }

    /// The linked tables that a file holds as they are: all that a page reads from end to end.
    private static Stream<FactTable<?>> copied() {
        return allTables()
                .filter(FactTable::linked)
                .filter(CaseQuery::isNamed)
                .filter(table -> !table.equals(LinkedMessage.TABLE));
    }

    /// Whether the rows of a table have an id of their own.
    private static boolean isNamed(FactTable<?> table) {
        return !table.equals(Citation.TABLE);
    }

    /// The statements by which views take their rows from the file.
    private List<String> keptViews() {
        List<String> views = new ArrayList<>();
        for (PageTables table : PageTables.values()) {
            views.add(table.view(catalog, sources, true));
        }
        Stream.concat(copied(), Stream.of(LinkedMessage.TABLE))
                .forEach(table -> {
                    String from =
                            keptTable(
                                    table.equals(LinkedMessage.TABLE)
                                            ? PageTables.SAID.table()
                                            : table.name());
                    views.add(Views.create(table, from, sources));
                    views.add(Views.createById(table, from, sources));
                });
        return views;
    }

    /// Ends a [#make] that is under way, soon; none is begun after.
    public void stop() throws IOException {
        stopped.set(true);
        Statement now = making.get();
        try {
            if (now != null) {
                now.cancel();
            }
        } catch (SQLException e) {
            throw new IOException("The making of tables cannot be stopped.", e);
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
    private void prepare() throws SQLException {
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
                statement.execute(Views.create(table, Views.stored(table, catalog), sources));
            }
            if (limits.pages()) {
                for (FactTable<?> table : allTables().filter(CaseQuery::isNamed).toList()) {
                    statement.execute(
                            Views.createById(table, Views.stored(table, catalog), sources));
                }
                for (PageTables table : PageTables.values()) {
                    statement.execute(table.view(catalog, sources, false));
                }
            }
            statement.execute("SET allowed_directories=" + allowed());
            statement.execute("SET enable_external_access=false");
            statement.execute("SET lock_configuration=true");
        }
    }

    /// The folders that may be read, each as it is and as a pattern: the database holds both
    /// against the names that a view asks for.
    private String allowed() {
        return Stream.of("facts", "linked", "index")
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
    private void checkReadsOnly(Connection connection, String sql)
            throws SQLException, QueryException {
        if (checked.contains(sql)) {
            return;
        }
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
                    if (checked.size() < MOST_CHECKED) {
                        checked.add(sql);
                    }
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

    static Stream<FactTable<?>> allTables() {
        List<FactTable<?>> tables = new ArrayList<>(FactTables.facts());
        tables.addAll(FactTables.linked());
        return tables.stream();
    }
}
