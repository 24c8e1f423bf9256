/// What leaves the house: the sealed package for a country.
///
/// A [PackageOrder] becomes a decision in the journal ([PackageDecision]); [Scope] says what it
/// covers, [Redactor] replaces everybody else, [PackageWriter] writes bag and seal. The decision
/// and the facts give the bytes, nothing else does.
@NullMarked
package org.tutela.disclose;

import org.jspecify.annotations.NullMarked;
