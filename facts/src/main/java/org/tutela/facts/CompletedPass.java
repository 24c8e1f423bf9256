package org.tutela.facts;

import org.tutela.model.Id;

/// A source that one version of an examination has been through, to the end.
///
/// @param source the source
/// @param author which version of which examination
/// @param current whether its facts count; false where another version has taken its place
public record CompletedPass(Id source, ExaminationVersion author, boolean current) {}
