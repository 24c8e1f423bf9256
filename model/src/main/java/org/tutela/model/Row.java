package org.tutela.model;

/// One immutable row of a table: a fact or a linked fact.
public sealed interface Row permits Fact, LinkedFact {}
