package org.tutela.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tutela.disclose.Envelope;
import org.tutela.disclose.HoldingRules;
import org.tutela.disclose.PackageTerms;
import picocli.CommandLine.Option;

/// On which terms a package leaves, on the command line.
final class PackageTermsOptions {
    /// `openssl cms` reads an envelope whole, and none of 2 GiB or more.
    private static final long LARGEST_ENVELOPE = 1900L << 20;

    private static final Pattern SIZE = Pattern.compile("(\\d{1,12})([kmgt]?)");

    @Option(
            names = "--with-content",
            description = "The bytes of pictures and films go with it; digests only unless told.")
    private boolean content;

    @Option(
            names = "--with-victims",
            description = "The addressee is entitled to the identity of victims.")
    private boolean victims;

    @Option(
            names = "--hold-back",
            paramLabel = "FILE",
            description =
                    "Rules of what is privileged or a victim's, one a line:"
                            + " conversation|account|message|file|content|word|victim VALUE.")
    private @Nullable Path rules;

    @Option(
            names = "--medium",
            paramLabel = "SIZE",
            description = "Split into parts that fit on a medium of this size, such as 4700m.")
    private @Nullable String medium;

    @Option(
            names = "--encrypt-for",
            paramLabel = "CERTIFICATE",
            description =
                    "Encrypts it for this certificate, as NAME.zip.p7m, in parts of 1900m unless --medium says otherwise; nothing open is left.")
    private @Nullable Path addressee;

    /// The terms. Throws [WrongUse] with a sentence where one is none.
    PackageTerms terms() throws IOException {
        try {
            return new PackageTerms(
                    content,
                    victims,
                    medium == null ? (addressee == null ? 0 : LARGEST_ENVELOPE) : size(medium),
                    rules == null ? HoldingRules.NONE : HoldingRules.read(rules),
                    addressee == null ? "" : Envelope.fingerprint(addressee));
        } catch (IllegalArgumentException e) {
            throw new WrongUse(e.getMessage() + ".");
        }
    }

    /// Whom it is encrypted for; null: it leaves openly.
    @Nullable Path addressee() {
        return addressee;
    }

    private static long size(String text) {
        Matcher form = SIZE.matcher(text.toLowerCase(Locale.ROOT));
        if (!form.matches()) {
            throw new IllegalArgumentException("\"" + text + "\" is no size such as 4700m or 25g");
        }
        int shift = form.group(2).isEmpty() ? 0 : ("kmgt".indexOf(form.group(2)) + 1) * 10;
        return Math.multiplyExact(Long.parseLong(form.group(1)), 1L << shift);
    }
}
