package org.tutela.app;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tutela.bytes.ByteSource;
import org.tutela.bytes.Limits;
import org.tutela.evidence.Evidence;
import org.tutela.evidence.source.OpenSource;
import org.tutela.evidence.source.Sources;
import org.tutela.facts.CaseFolder;
import org.tutela.model.Address;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `tutela show-bytes CASE ADDRESS`.
@Command(
        name = "show-bytes",
        mixinStandardHelpOptions = true,
        description =
                "The bytes of a place: in hexadecimal on a terminal, as they are into a file or pipe.")
final class ShowBytesCommand implements Callable<Integer> {
    private static final int LINE = 16;

    @Mixin private CaseArgument chosen = new CaseArgument();

    @Parameters(
            index = "1",
            paramLabel = "ADDRESS",
            description = "An address, as `tutela list` prints it.")
    private String place = "";

    @Option(names = "--hex", description = "Hexadecimal, also into a file or pipe.")
    private boolean hex;

    @Option(names = "--offset", paramLabel = "N", description = "From this byte on; 0 unless told.")
    private long offset;

    @Option(
            names = "--length",
            paramLabel = "N",
            description = "At most so many bytes; all unless told (4096 in hexadecimal).")
    private @Nullable Long length;

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        boolean terminal = Terminal.there();
        try (CaseFolder folder = chosen.openForReading()) {
            Address address = Place.parse(folder, place);
            Path path = Path.of(Place.source(folder, address).path());
            try (OpenSource source = Sources.open(path, Limits.standard());
                    Evidence evidence = Evidence.of(source, Limits.standard(), folder.scratch());
                    ByteSource bytes = evidence.open(address)) {
                if (hex || terminal) {
                    dump(bytes.slice(offset, length == null ? 4096 : length), Output.of(spec));
                } else {
                    copy(bytes.slice(offset, length == null ? Long.MAX_VALUE : length));
                }
            }
        }
        return 0;
    }

    private static void copy(ByteSource bytes) throws IOException {
        OutputStream out = System.out;
        bytes.stream().transferTo(out);
        out.flush();
    }

    private void dump(ByteSource bytes, PrintWriter out) throws IOException {
        for (long at = 0; at < bytes.size(); at += LINE) {
            byte[] line = bytes.readBytes(at, LINE);
            StringBuilder left = new StringBuilder();
            StringBuilder right = new StringBuilder();
            for (byte b : line) {
                left.append(String.format(Locale.ROOT, "%02x ", b & 0xFF));
                right.append(b >= 0x20 && b < 0x7F ? (char) b : '.');
            }
            out.printf(Locale.ROOT, "%012x  %-48s %s%n", offset + at, left, right);
        }
    }
}
