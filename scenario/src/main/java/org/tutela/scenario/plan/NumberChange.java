package org.tutela.scenario.plan;

/// An account that went on under another number, as direct conversations show it.
///
/// @param from account
/// @param to account
/// @param at milliseconds since 1970 UTC
public record NumberChange(int from, int to, long at) {}
