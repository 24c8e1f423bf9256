package org.tutela.known.hamming;

/// A code within the radius.
///
/// @param number the number of the code
/// @param distance bits that differ
public record HammingMatch(int number, int distance) {}
