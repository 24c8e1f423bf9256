package org.tutela.scenario.build;

import java.io.IOException;

/// Where files of a phone, disk or folder are put, in the order in which they come.
@FunctionalInterface
public interface Shelf {
    /// Puts a file. The path is slash-separated, without a slash in front; `modified` is
    /// milliseconds since 1970 UTC.
    void file(String path, byte[] bytes, long modified) throws IOException;
}
