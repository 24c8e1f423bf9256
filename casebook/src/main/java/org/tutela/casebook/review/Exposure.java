package org.tutela.casebook.review;

import java.io.IOException;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import org.tutela.casebook.Author;
import org.tutela.casebook.Deed;
import org.tutela.casebook.Journal;
import org.tutela.casebook.Statements;

/// How much a person has seen today, and when a break is due. Counts are the person's own; others
/// see totals of the team only. Days are those of UTC. Safe for many threads.
///
/// The usual bounds follow what hotlines practise: at most four hours a day, ten minutes of rest in
/// each hour.
public final class Exposure {
    /// The tables. `lately` is the work since the last break, seconds; `last` and `resting` are
    /// milliseconds since 1970.
    public static final List<String> SCHEMA =
            List.of(
                    """
                    CREATE TABLE IF NOT EXISTS exposure (
                        who TEXT NOT NULL, day TEXT NOT NULL, unfiltered INTEGER NOT NULL, seconds INTEGER NOT NULL,
                        PRIMARY KEY (who, day)) STRICT
                    """,
                    """
                    CREATE TABLE IF NOT EXISTS exposure_rest (
                        who TEXT PRIMARY KEY, last INTEGER NOT NULL, lately INTEGER NOT NULL, resting INTEGER NOT NULL) STRICT
                    """);

    /// Looking for longer without a key or a click is not counted as looking.
    private static final Duration LONGEST_LOOK = Duration.ofMinutes(2);

    private static final String COUNT =
            "INSERT INTO exposure VALUES (?, ?, ?, ?) ON CONFLICT (who, day) DO UPDATE SET unfiltered ="
                    + " unfiltered + excluded.unfiltered, seconds = seconds + excluded.seconds";

    private final Connection connection;
    private final Statements statements;
    private final Journal journal;
    private final InstantSource clock;

    /// Kept in a casebook, whose schema holds [#SCHEMA].
    public Exposure(Connection connection, Journal journal, InstantSource clock) {
        this.connection = connection;
        this.statements = new Statements(connection);
        this.journal = journal;
        this.clock = clock;
    }

    /// What is good for a person.
    ///
    /// @param unfiltered pictures opened unfiltered in a day, at most
    /// @param minutes among pictures in a day, at most
    /// @param stretch minutes of work until a break is due
    /// @param rest minutes of a break
    public record Budget(long unfiltered, long minutes, long stretch, long rest) {
        /// The usual one.
        public static final Budget USUAL = new Budget(60, 240, 50, 10);
    }

    /// Where a person stands.
    ///
    /// @param unfiltered pictures opened unfiltered today
    /// @param minutes among pictures today
    /// @param untilBreak minutes of work left until a break is due, 0 where it is
    /// @param restingUntil when the break ends; the epoch where there is none
    public record Today(long unfiltered, long minutes, long untilBreak, Instant restingUntil) {
        /// Whether another picture may be opened unfiltered.
        public boolean mayReveal(Budget budget) {
            return unfiltered < budget.unfiltered() && minutes < budget.minutes();
        }
    }

    /// The team's day.
    ///
    /// @param people how many were among pictures
    /// @param unfiltered pictures opened unfiltered by all
    /// @param minutes among pictures, all together
    public record Totals(long people, long unfiltered, long minutes) {}

    /// Notes that the person is among pictures now, and says where they stand.
    public Today look(String who) throws IOException {
        Instant now = clock.instant();
        synchronized (connection) {
            long seconds = secondsSince(who, now);
            statements.put(COUNT, who, day(now), 0, seconds);
            // A pause as long as a break is one.
            statements.put(
                    "INSERT INTO exposure_rest VALUES (?, ?, 0, 0) ON CONFLICT (who) DO UPDATE SET lately = CASE"
                            + " WHEN excluded.last - last >= ? THEN 0 ELSE lately + ? END, last = excluded.last",
                    who,
                    now.toEpochMilli(),
                    Duration.ofMinutes(Budget.USUAL.rest()).toMillis(),
                    seconds);
            return today(who);
        }
    }

    /// Where the person stands; counts nothing.
    public Today today(String who) throws IOException {
        Instant now = clock.instant();
        long[] seen = {0, 0, 0, 0};
        statements.list(
                "SELECT unfiltered, seconds FROM exposure WHERE who = ? AND day = ?",
                row -> {
                    seen[0] = row.getLong(1);
                    seen[1] = row.getLong(2);
                    return seen;
                },
                who,
                day(now));
        statements.list(
                "SELECT lately, resting FROM exposure_rest WHERE who = ?",
                row -> {
                    seen[2] = row.getLong(1);
                    seen[3] = row.getLong(2);
                    return seen;
                },
                who);
        Instant resting = Instant.ofEpochMilli(seen[3]);
        return new Today(
                seen[0],
                seen[1] / 60,
                Math.max(0, Budget.USUAL.stretch() - seen[2] / 60),
                resting.isAfter(now) ? resting : Instant.EPOCH);
    }

    /// Journals that a content is opened unfiltered, and counts it, before it is shown.
    public void reveal(Author by, String content) throws IOException {
        journal.append(
                List.of(by.deed("REVEALED", Deed.contentSubject(content), "{}")),
                first -> statements.change(COUNT, by.who(), day(clock.instant()), 1, 0));
    }

    /// Begins a break.
    public Instant rest(String who) throws IOException {
        Instant until = clock.instant().plus(Duration.ofMinutes(Budget.USUAL.rest()));
        statements.put(
                "INSERT INTO exposure_rest VALUES (?, ?, 0, ?) ON CONFLICT (who) DO UPDATE SET last = excluded.last,"
                        + " lately = 0, resting = excluded.resting",
                who,
                clock.instant().toEpochMilli(),
                until.toEpochMilli());
        return until;
    }

    /// Ends a break, or goes on without one.
    public void goOn(String who) throws IOException {
        statements.put(
                "INSERT INTO exposure_rest VALUES (?, ?, 0, 0) ON CONFLICT (who) DO UPDATE SET last = excluded.last,"
                        + " lately = 0, resting = 0",
                who,
                clock.instant().toEpochMilli());
    }

    /// The totals of the team today.
    public Totals totals() throws IOException {
        return statements
                .list(
                        "SELECT count(*), coalesce(sum(unfiltered), 0), coalesce(sum(seconds), 0) / 60 FROM"
                                + " exposure WHERE day = ?",
                        row -> new Totals(row.getLong(1), row.getLong(2), row.getLong(3)),
                        day(clock.instant()))
                .getFirst();
    }

    private long secondsSince(String who, Instant now) throws IOException {
        return statements
                .list(
                        "SELECT last FROM exposure_rest WHERE who = ?",
                        row -> (now.toEpochMilli() - row.getLong(1)) / 1000,
                        who)
                .stream()
                .filter(seconds -> seconds > 0 && seconds <= LONGEST_LOOK.toSeconds())
                .findFirst()
                .orElse(0L);
    }

    private static String day(Instant now) {
        return now.atOffset(ZoneOffset.UTC).toLocalDate().toString();
    }
}
