package org.tutela.examine;

import java.io.IOException;
import org.tutela.model.MentionKind;

/// Finds one kind of mention in any text. Stateless, linear in the length of the text, and safe on
/// hostile text: no backtracking that grows with the input.
public interface Finder {

    /// The name, such as `find.invites`; the examination named on its mentions.
    String name();

    /// The version, from 1 on.
    int version();

    /// States every mention in the text, from its start to its end.
    void find(CharSequence text, Found out) throws IOException;

    /// Receives mentions.
    interface Found {
        /// A mention of `value` (canonical form) that stands at `start` to `end` (UTF-16 units).
        void mention(MentionKind kind, String value, int start, int end) throws IOException;
    }
}
