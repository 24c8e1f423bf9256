package org.tutela.examine.chat;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.tutela.bytes.ByteSource;
import org.tutela.bytes.EvidenceException;
import org.tutela.bytes.EvidenceException.Flaw;
import org.tutela.examine.Companions.Companion;
import org.tutela.examine.OpenItem;
import org.tutela.examine.Recorder;
import org.tutela.examine.chat.WorkingCopy.Origin;
import org.tutela.model.Address;

/// A SQLite database of evidence, opened as a working copy with its log. Reads whole tables in the
/// order of row ids, around damage; never collects rows. Belongs to one thread.
public final class ChatDatabase implements Closeable {
    private static final byte[] SIGNATURE = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

    private final Address address;
    private final Recorder out;
    private final Connection connection;
    private final Schema schema;
    private final StepBudget budget;
    private final boolean withLog;
    private final long maxRows;
    private long rows;

    private ChatDatabase(Opened opened, Address address, Recorder out, long maxRows) {
        this.connection = opened.connection();
        this.schema = opened.schema();
        this.budget = opened.budget();
        this.withLog = opened.withLog();
        this.address = address;
        this.out = out;
        this.maxRows = maxRows;
    }

    private record Opened(
            Connection connection, Schema schema, StepBudget budget, boolean withLog) {}

    /// Whether the bytes start as a SQLite database does.
    public static boolean recognises(byte[] head) {
        return head.length >= SIGNATURE.length
                && Arrays.equals(head, 0, SIGNATURE.length, SIGNATURE, 0, SIGNATURE.length);
    }

    /// Opens the item itself with its `-wal` or `-journal`. `tables` are all tables, in lower case,
    /// that will be asked for. Throws [EvidenceException] where it is no database that can be read.
    public static ChatDatabase open(OpenItem item, Set<String> tables, Recorder out)
            throws IOException {
        Origin origin = new Origin(item, item.address(), item.name());
        return open(origin, item.bytes(), tables, out);
    }

    /// Opens a database at a path relative to the item's folder, with its own log; empty where
    /// there is none, or none that can be read, which is then stated as a problem.
    public static Optional<ChatDatabase> openCompanion(
            OpenItem item, String relativePath, Set<String> tables, Recorder out)
            throws IOException {
        Optional<Companion> found = item.companions().find(relativePath);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Address address = found.get().address();
        out.input(address);
        try (ByteSource bytes = item.companions().open(found.get())) {
            return Optional.of(open(new Origin(item, address, relativePath), bytes, tables, out));
        } catch (EvidenceException flaw) {
            out.problem(address, flaw);
            return Optional.empty();
        }
    }

    /// Opens the item without its log: the state before what the log holds.
    public static ChatDatabase openWithoutLog(OpenItem item, Set<String> tables, Recorder out)
            throws IOException {
        Path file = WorkingCopy.plainCopy(item, item.bytes());
        Origin origin = new Origin(item, item.address(), item.name());
        return open(origin, new WorkingCopy(file, false), tables, out);
    }

    private static ChatDatabase open(
            Origin origin, ByteSource bytes, Set<String> tables, Recorder out) throws IOException {
        checkSignature(bytes);
        return open(origin, WorkingCopy.make(origin, bytes, out), tables, out);
    }

    private static ChatDatabase open(
            Origin origin, WorkingCopy copy, Set<String> tables, Recorder out) throws IOException {
        long maxRows = origin.item().limits().entries();
        StepBudget budget = StepBudget.ofMillis(origin.item().limits().timeMillis());
        try {
            Connection connection = Sqlite.open(copy.file(), budget);
            try {
                Schema schema = readSchema(connection, tables, origin.address(), out);
                Opened opened = new Opened(connection, schema, budget, copy.withLog());
                return new ChatDatabase(opened, origin.address(), out, maxRows);
            } catch (SQLException | IOException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw Sqlite.flaw(e, "the database", budget);
        }
    }

    /// Whether the database stores the table.
    public boolean has(String table) {
        return schema.has(table);
    }

    /// Whether the database stores the column.
    public boolean has(String table, String column) {
        return schema.has(table, column);
    }

    /// The columns that the database stores of a table, in lower case; none where it lacks it.
    public Set<String> columns(String table) {
        return schema.columns(table);
    }

    /// Whether a write-ahead log is read with it.
    public boolean withLog() {
        return withLog;
    }

    /// The database's own address.
    public Address address() {
        return address;
    }

    /// The address of a row.
    public Address row(String table, long id) {
        return address.row(table, id);
    }

    /// Reads every row of a table in the order of row ids; nothing where the database lacks it.
    /// Damage is stated as problems and read around. Throws [EvidenceException] (`LIMIT_REACHED`)
    /// when the database asks for more rows or computing than it may.
    public void read(Select select, RowReader reader) throws IOException {
        if (!has(select.table())) {
            return;
        }
        Plan plan = Plan.of(select, schema);
        new Scan(this, plan, new RowFlaws(address, select.table(), out), reader).run();
    }

    /// Prepares reading single rows by row id; joins are not read.
    public Lookup lookup(Select select) {
        return new Lookup(
                this, Plan.of(select, schema), new RowFlaws(address, select.table(), out));
    }

    @Override
    public void close() throws IOException {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IOException("a working copy could not be closed", e);
        }
    }

    Connection connection() {
        return connection;
    }

    IOException flaw(SQLException error, String where) {
        return Sqlite.flaw(error, where, budget);
    }

    void countRow() throws EvidenceException {
        rows++;
        if (rows > maxRows) {
            throw new EvidenceException(
                    Flaw.LIMIT_REACHED,
                    "EX-0208",
                    "the database has more than "
                            + maxRows
                            + " rows, which is more than one item may have; the rest is not read",
                    -1);
        }
    }

    /// Reads the schema; where a part of it is damaged, once more with SQLite's leave to skip that
    /// part.
    private static Schema readSchema(
            Connection connection, Set<String> tables, Address address, Recorder out)
            throws SQLException, IOException {
        try {
            return Schema.read(connection, tables);
        } catch (SQLException e) {
            if (Sqlite.primary(e) != org.sqlite.SQLiteErrorCode.SQLITE_CORRUPT.code) {
                throw e;
            }
            try (Statement statement = connection.createStatement()) {
                statement.execute("PRAGMA writable_schema = ON");
            }
            Schema schema = Schema.read(connection, tables);
            out.problem(
                    address,
                    new EvidenceException(
                            Flaw.MALFORMED,
                            "EX-0209",
                            "a part of the database's schema is damaged; tables it describes may"
                                    + " be missing",
                            -1));
            return schema;
        }
    }

    private static void checkSignature(ByteSource bytes) throws IOException {
        byte[] head = bytes.readBytes(0, 4096);
        if (recognises(head)) {
            return;
        }
        if (head.length == 0) {
            throw new EvidenceException(Flaw.TRUNCATED, "EX-0201", "the database file is empty", 0);
        }
        boolean random = looksRandom(head);
        throw new EvidenceException(
                random ? Flaw.ENCRYPTED : Flaw.MALFORMED,
                "EX-0201",
                random
                        ? "the file does not start as a SQLite database does and looks encrypted;"
                                + " nothing of it is read"
                        : "the file does not start as a SQLite database does; nothing of it is read",
                0);
    }

    /// Whether bytes use nearly all values about equally often, as encrypted ones do: of 4096
    /// random bytes, nearly every value is among them and none stands out.
    private static boolean looksRandom(byte[] bytes) {
        if (bytes.length < 1024) {
            return false;
        }
        int[] counts = new int[256];
        for (byte b : bytes) {
            counts[b & 0xFF]++;
        }
        long different = Arrays.stream(counts).filter(count -> count > 0).count();
        int most = Arrays.stream(counts).max().orElse(0);
        return different > 240 && most < bytes.length / 64;
    }
}
