package org.tutela.answers;

/// A table and how many rows count.
///
/// @param table its public name
/// @param linked whether it holds linked facts
/// @param rows number of rows
public record TableCount(String table, boolean linked, long rows) {}
