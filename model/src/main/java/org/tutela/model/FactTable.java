package org.tutela.model;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The columns of one kind of record: names, types, meaning and order. The order of columns is the
/// order of the record's components behind its head ([Seen] or [Made]).
///
/// @param <R> the record that the table holds
public final class FactTable<R extends Row> {
    private final String name;
    private final Class<R> rows;
    private final List<Column<R>> columns;
    private final List<Column<R>> own;
    private final Class<?>[] components;

    /// Of the record, made at the first [#read]: most tables are only written in a run, and to make
    /// one costs milliseconds. A handle cannot be changed, so threads that make it twice do no
    /// harm.
    private @Nullable MethodHandle constructor;

    private FactTable(String name, Class<R> rows, List<Column<R>> own) {
        this.name = name;
        this.rows = rows;
        this.own = List.copyOf(own);
        List<Column<R>> all = new ArrayList<>(head(rows));
        all.addAll(own);
        this.columns = List.copyOf(all);
        RecordComponent[] parts = rows.getRecordComponents();
        this.components = new Class<?>[parts.length];
        for (int i = 0; i < parts.length; i++) {
            components[i] = parts[i].getType();
        }
        checkNames(parts);
    }

    /// Starts the table `name` (snake case) for a public record whose first component is its head.
    public static <R extends Row> Builder<R> of(String name, Class<R> rows) {
        return new Builder<>(name, rows);
    }

    /// The table's public name.
    public String name() {
        return name;
    }

    /// The record that the table holds.
    public Class<R> rows() {
        return rows;
    }

    /// All stored columns: the head's (for facts `source, item, address, examination, version,
    /// fact`; for linked facts `step, version, linked`), then the record's own.
    public List<Column<R>> columns() {
        return columns;
    }

    /// The names of [#columns].
    public Set<String> columnNames() {
        return columns.stream().map(Column::name).collect(Collectors.toUnmodifiableSet());
    }

    /// The record's own columns, in the order of its components behind the head.
    public List<Column<R>> ownColumns() {
        return own;
    }

    /// Whether the table holds linked facts.
    public boolean linked() {
        return LinkedFact.class.isAssignableFrom(rows);
    }

    /// Builds a record from the values of [#columns], each as [Column#get] would give it. Throws
    /// [IllegalArgumentException] when a word is not a constant of the enum that it stands for.
    public R read(@Nullable Object[] values) {
        @Nullable Object[] arguments = new @Nullable Object[components.length];
        int headColumns = columns.size() - own.size();
        arguments[0] =
                linked()
                        ? new Made(text(values[0]), number(values[1]), id(values[2]))
                        : new Seen(
                                id(values[0]),
                                id(values[1]),
                                text(values[2]),
                                text(values[3]),
                                number(values[4]),
                                id(values[5]));
        for (int i = 1; i < arguments.length; i++) {
            arguments[i] = convert(values[headColumns + i - 1], components[i]);
        }
        try {
            return rows.cast((Object) constructor().invokeExact(arguments));
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("a record's constructor threw a checked exception", e);
        }
    }

    private MethodHandle constructor() {
        MethodHandle made = constructor;
        if (made == null) {
            try {
                made =
                        MethodHandles.publicLookup()
                                .findConstructor(
                                        rows, MethodType.methodType(void.class, components))
                                .asSpreader(Object[].class, components.length)
                                .asType(MethodType.methodType(Object.class, Object[].class));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(rows + " must be a public record", e);
            }
            constructor = made;
        }
        return made;
    }

    /// What stands in a record in the place of the column at `at` of [#columns] where that was not
    /// read: null; where it may not be null 0, false, an empty text, an id or digest of zeros, or
    /// the first constant of the enum.
    public @Nullable Object blank(int at) {
        Column<R> column = columns.get(at);
        if (column.nullable()) {
            return null;
        }
        int component = at - (columns.size() - own.size()) + 1;
        return switch (column.type()) {
            case WORD, TEXT ->
                    component > 0 && components[component].isEnum()
                            ? ((Enum<?>) components[component].getEnumConstants()[0]).name()
                            : "";
            case NUMBER, INSTANT -> 0L;
            case DECIMAL -> 0.0;
            case FLAG -> false;
            case ID -> new Id(0, 0);
            case DIGEST_16 -> Digest.of(new byte[16]);
            case DIGEST_20 -> Digest.of(new byte[20]);
            case DIGEST_32 -> Digest.of(new byte[32]);
            case TIME -> throw new IllegalStateException("a time may be missing");
        };
    }

    private static String text(@Nullable Object value) {
        return java.util.Objects.requireNonNull((String) value);
    }

    private static int number(@Nullable Object value) {
        return Math.toIntExact(java.util.Objects.requireNonNull((Long) value));
    }

    private static Id id(@Nullable Object value) {
        return java.util.Objects.requireNonNull((Id) value);
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static @Nullable Object convert(@Nullable Object value, Class<?> type) {
        if (value == null) {
            return null;
        }
        if (type.isEnum()) {
            return Enum.valueOf((Class) type, (String) value);
        }
        if (type == int.class || type == Integer.class) {
            return Math.toIntExact((Long) value);
        }
        return value;
    }

    private static <R extends Row> List<Column<R>> head(Class<R> rows) {
        if (LinkedFact.class.isAssignableFrom(rows)) {
            return List.of(
                    new Column<>(
                            "step",
                            Column.Type.WORD,
                            false,
                            "name of the link step",
                            r -> made(r).step()),
                    new Column<>(
                            "version",
                            Column.Type.NUMBER,
                            false,
                            "version of the step",
                            r -> (long) made(r).version()),
                    new Column<>(
                            "linked",
                            Column.Type.ID,
                            false,
                            "id of the linked fact",
                            r -> made(r).linked()));
        }
        return List.of(
                new Column<>(
                        "source", Column.Type.ID, false, "id of the source", r -> seen(r).source()),
                new Column<>("item", Column.Type.ID, false, "id of the item", r -> seen(r).item()),
                new Column<>(
                        "address",
                        Column.Type.TEXT,
                        false,
                        "the place, as `tutela explain` takes it",
                        r -> seen(r).address()),
                new Column<>(
                        "examination",
                        Column.Type.WORD,
                        false,
                        "name of the examination",
                        r -> seen(r).examination()),
                new Column<>(
                        "version",
                        Column.Type.NUMBER,
                        false,
                        "version of the examination",
                        r -> (long) seen(r).version()),
                new Column<>(
                        "fact",
                        Column.Type.ID,
                        false,
                        "id of the fact; stays through re-runs",
                        r -> seen(r).fact()));
    }

    private static Seen seen(Row row) {
        return ((Fact) row).seen();
    }

    private static Made made(Row row) {
        return ((LinkedFact) row).made();
    }

    private void checkNames(RecordComponent[] parts) {
        List<String> expected = new ArrayList<>();
        for (int i = 1; i < parts.length; i++) {
            expected.add(parts[i].getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT));
        }
        List<String> named = own.stream().map(Column::name).toList();
        if (!expected.equals(named)) {
            throw new IllegalStateException(
                    "table " + name + " lists " + named + ", its record has " + expected);
        }
    }

    /// Collects columns in the order of the record's components.
    ///
    /// @param <R> the record that the table holds
    public static final class Builder<R extends Row> {
        private final String name;
        private final Class<R> rows;
        private final List<Column<R>> columns = new ArrayList<>();

        private Builder(String name, Class<R> rows) {
            this.name = name;
            this.rows = rows;
        }

        /// Text of few different values.
        public Builder<R> word(String column, Function<R, @Nullable String> get, String meaning) {
            return add(column, Column.Type.WORD, get::apply, meaning);
        }

        /// A constant of an enum, stored by its name.
        public Builder<R> choice(
                String column, Function<R, @Nullable Enum<?>> get, String meaning) {
            return add(
                    column,
                    Column.Type.WORD,
                    row -> {
                        Enum<?> value = get.apply(row);
                        return value == null ? null : value.name();
                    },
                    meaning);
        }

        /// Text of many different values.
        public Builder<R> text(String column, Function<R, @Nullable String> get, String meaning) {
            return add(column, Column.Type.TEXT, get::apply, meaning);
        }

        /// A number that every row has.
        public Builder<R> number(String column, ToLongFunction<R> get, String meaning) {
            return add(column, Column.Type.NUMBER, get::applyAsLong, meaning);
        }

        /// A number that a row may lack.
        public Builder<R> maybeNumber(
                String column, Function<R, @Nullable Long> get, String meaning) {
            return add(column, Column.Type.NUMBER, get::apply, meaning).nullable();
        }

        /// A decimal number that every row has.
        public Builder<R> decimal(String column, ToDoubleFunction<R> get, String meaning) {
            return add(column, Column.Type.DECIMAL, get::applyAsDouble, meaning);
        }

        /// A decimal number that a row may lack.
        public Builder<R> maybeDecimal(
                String column, Function<R, @Nullable Double> get, String meaning) {
            return add(column, Column.Type.DECIMAL, get::apply, meaning).nullable();
        }

        /// True or false.
        public Builder<R> flag(String column, Predicate<R> get, String meaning) {
            return add(column, Column.Type.FLAG, get::test, meaning);
        }

        /// True, false or not known.
        public Builder<R> maybeFlag(
                String column, Function<R, @Nullable Boolean> get, String meaning) {
            return add(column, Column.Type.FLAG, get::apply, meaning).nullable();
        }

        /// A time with its raw value; may be missing.
        public Builder<R> time(
                String column, Function<R, @Nullable Timestamp> get, String meaning) {
            return add(column, Column.Type.TIME, get::apply, meaning).nullable();
        }

        /// Microseconds since 1970 UTC; may be missing.
        public Builder<R> instant(String column, Function<R, @Nullable Long> get, String meaning) {
            return add(column, Column.Type.INSTANT, get::apply, meaning).nullable();
        }

        /// A computed id.
        public Builder<R> id(String column, Function<R, @Nullable Id> get, String meaning) {
            return add(column, Column.Type.ID, get::apply, meaning);
        }

        /// A digest of 16, 20 or 32 bytes.
        public Builder<R> digest(
                String column, int bytes, Function<R, @Nullable Digest> get, String meaning) {
            Column.Type type =
                    switch (bytes) {
                        case 16 -> Column.Type.DIGEST_16;
                        case 20 -> Column.Type.DIGEST_20;
                        case 32 -> Column.Type.DIGEST_32;
                        default ->
                                throw new IllegalArgumentException(
                                        "no digest has " + bytes + " bytes");
                    };
            return add(column, type, get::apply, meaning);
        }

        /// Says that rows may lack the column before.
        public Builder<R> nullable() {
            Column<R> last = columns.removeLast();
            columns.add(new Column<>(last.name(), last.type(), true, last.meaning(), last.get()));
            return this;
        }

        /// The table; throws [IllegalStateException] when columns and record differ.
        public FactTable<R> build() {
            return new FactTable<>(name, rows, columns);
        }

        private Builder<R> add(
                String column,
                Column.Type type,
                Function<R, @Nullable Object> get,
                String meaning) {
            columns.add(new Column<>(column, type, false, meaning, get));
            return this;
        }
    }
}
