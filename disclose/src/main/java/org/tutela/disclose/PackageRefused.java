package org.tutela.disclose;

/// A package may not be decided on, or not leave, as somebody asks; the message is a sentence
/// without its full stop, to be read by whoever asked.
public final class PackageRefused extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /// With the sentence.
    public PackageRefused(String sentence) {
        super(sentence);
    }
}
