package org.tutela.facts;

/// A link step whose output counts.
///
/// @param step its name
/// @param version its version
/// @param generation the generation of the catalog whose facts it read
public record LinkedStep(String step, int version, int generation) {}
