package org.tutela.facts;

import java.nio.file.Path;
import org.tutela.model.Digest;

/// A finished file of facts.
///
/// @param path where it lies
/// @param table name of the table whose rows it holds
/// @param rows number of rows
/// @param size bytes
/// @param sha256 of the whole file
public record FactFile(Path path, String table, long rows, long size, Digest sha256) {}
