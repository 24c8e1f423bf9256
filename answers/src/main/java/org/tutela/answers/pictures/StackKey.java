package org.tutela.answers.pictures;

import java.util.Locale;

/// Names a stack of one state in an address, for as long as a generation lasts. A stack whose
/// pictures differ in state is shown as one tile for each.
///
/// @param stack as in the table `stack`; for a picture that lies alone its SHA-256
/// @param state of the pictures meant
public record StackKey(String stack, PictureState state) {
    /// Throws [IllegalArgumentException] for what names no stack.
    public StackKey {
        if (!stack.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("no stack is named " + stack);
        }
    }

    /// Reads what [#toString] gives; throws [IllegalArgumentException] for anything else.
    public static StackKey parse(String text) {
        int dot = text.indexOf('.');
        if (dot < 0) {
            throw new IllegalArgumentException("no stack is named " + text);
        }
        return new StackKey(
                text.substring(0, dot),
                PictureState.valueOf(text.substring(dot + 1).toUpperCase(Locale.ROOT)));
    }

    @Override
    public String toString() {
        return stack + '.' + state.name().toLowerCase(Locale.ROOT);
    }
}
