package org.tutela.app;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.tutela.run.Run;

/// `exhibits.csv`: UTF-8, header line `exhibit,path,kind,country,holder,seized,authority`; the
/// first two are required, paths are relative to the file.
final class ExhibitsFile {
    private static final List<String> CUSTODY =
            List.of("kind", "country", "holder", "seized", "authority");

    private ExhibitsFile() {}

    static List<Run.Exhibit> read(Path file) throws IOException {
        if (!Files.isReadable(file)) {
            throw new WrongUse("The file of exhibits " + file + " cannot be read.");
        }
        Path folder = file.toAbsolutePath().normalize().getParent();
        List<Run.Exhibit> exhibits = new ArrayList<>();
        CSVFormat format =
                CSVFormat.RFC4180
                        .builder()
                        .setHeader()
                        .setSkipHeaderRecord(true)
                        .setTrim(true)
                        .get();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8);
                CSVParser parser = format.parse(reader)) {
            for (CSVRecord row : parser) {
                SortedMap<String, String> custody = new TreeMap<>();
                for (String column : CUSTODY) {
                    if (row.isSet(column) && !row.get(column).isEmpty()) {
                        custody.put(column, row.get(column));
                    }
                }
                Path path = Path.of(required(row, "path", file));
                Path whole = folder == null ? path : folder.resolve(path);
                exhibits.add(new Run.Exhibit(whole, required(row, "exhibit", file), custody));
            }
        }
        return exhibits;
    }

    private static String required(CSVRecord row, String column, Path file) {
        if (!row.isSet(column) || row.get(column).isEmpty()) {
            throw new WrongUse(
                    file
                            + ", row "
                            + row.getRecordNumber()
                            + ": the column "
                            + column
                            + " is required.");
        }
        return row.get(column);
    }
}
