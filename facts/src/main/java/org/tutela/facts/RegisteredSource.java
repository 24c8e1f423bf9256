package org.tutela.facts;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tutela.model.Id;

/// A source as the case knows it. The exhibit's reference stands here only, never in a fact.
///
/// @param id computed from the source's content
/// @param exhibit reference of the exhibit, as people write it
/// @param path where its first file or its folder lies
/// @param name name of the first file or of the folder
/// @param format container, such as `raw`, `e01`, `zip`, `folder`
/// @param size bytes of the media
/// @param custody what `exhibits.csv` says: `kind`, `country`, `holder`, `seized`, `authority`;
///   keys without a value are left out
public record RegisteredSource(
        Id id,
        String exhibit,
        String path,
        String name,
        String format,
        long size,
        SortedMap<String, String> custody) {

    /// A copy of the custody.
    public RegisteredSource {
        custody = Collections.unmodifiableSortedMap(new TreeMap<>(custody));
    }
}
