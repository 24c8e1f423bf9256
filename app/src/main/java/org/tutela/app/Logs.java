package org.tutela.app;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.FileHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/// Where the machine's own log goes: a file in the case folder, never the terminal. It holds no
/// evidence: item ids and counts, no names, no text.
final class Logs {
    private static final int MOST_BYTES = 10 << 20;
    private static final int FILES = 5;
    private static final int MOST_CAUSES = 5;
    private static final Logger ROOT = Logger.getLogger("");

    private Logs() {}

    /// Keeps libraries from writing to the terminal.
    static void quiet() {
        LogManager.getLogManager().reset();
        ROOT.setLevel(Level.WARNING);
    }

    /// From now on, the log goes to `folder/tutela.N.log`, at most 50 MB of it.
    static void to(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (Handler handler : ROOT.getHandlers()) {
            ROOT.removeHandler(handler);
            handler.close();
        }
        String pattern = folder.toString().replace("%", "%%") + "/tutela.%g.log";
        FileHandler file = new FileHandler(pattern, MOST_BYTES, FILES, true);
        file.setFormatter(new SimpleFormatter());
        file.setEncoding("UTF-8");
        ROOT.addHandler(file);
    }

    /// Deletes what was logged and begins anew: whatever a library wrote, an erasure takes it too.
    static void anew(Path folder) throws IOException {
        for (Handler handler : ROOT.getHandlers()) {
            handler.close();
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "tutela.*.log*")) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
        to(folder);
    }

    /// The trace of a failure that ended a command, without its messages, which may hold names and
    /// text of evidence.
    static void trace(Exception failure) {
        ROOT.log(Level.SEVERE, "command failed", withoutMessage(failure, MOST_CAUSES));
    }

    private static Throwable withoutMessage(Throwable failure, int causes) {
        Throwable cause = failure.getCause();
        Throwable trace =
                new Throwable(
                        failure.getClass().getName(),
                        cause == null || causes == 0 ? null : withoutMessage(cause, causes - 1));
        trace.setStackTrace(failure.getStackTrace());
        return trace;
    }
}
