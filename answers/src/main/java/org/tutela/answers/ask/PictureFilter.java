package org.tutela.answers.ask;

/// How much of a picture is shown. Filters are applied before pixels leave the server, so that a
/// browser never holds more than is shown.
public enum PictureFilter {
    /// Lines where the brightness changes, on white; the usual one.
    LINES,
    /// Blurred.
    BLUR,
    /// Without colour, and small.
    GREY,
    /// Its middle covered.
    MASK,
    /// As it is. Opening a picture so is counted.
    NONE
}
