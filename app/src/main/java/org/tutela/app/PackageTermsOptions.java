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

    @Option(
            names = "--stamp-first",
            description =
                    "With --encrypt-for: leaves the sealed package open, to be stamped by an authority"
                            + " outside; `tutela encrypt` then closes it.")
    private boolean stampFirst;

    /// The terms. Throws [WrongUse] with a sentence where one is none.
    PackageTerms terms() throws IOException {
        if (stampFirst && addressee == null) {
            throw new WrongUse("--stamp-first goes with --encrypt-for CERTIFICATE.");
        }
        try {
            return new PackageTerms(
                    content,
                    victims,
                    medium == null ? 0 : size(medium),
                    rules == null ? HoldingRules.NONE : HoldingRules.read(rules),
                    addressee == null ? "" : Envelope.fingerprint(addressee));
        } catch (IllegalArgumentException e) {
            throw new WrongUse(e.getMessage() + ".");
        }
    }

    /// Whom it is encrypted for as soon as it is sealed; null: nobody, or later.
    @Nullable Path encryptsNow() {
        return stampFirst ? null : addressee;
    }

    /// What is left to do before it is encrypted; empty where it is, or leaves openly.
    String left() {
        return stampFirst
                ? "It lies open until you encrypt it: `tutela stamp PACKAGE`, then `tutela encrypt"
                        + " PACKAGE --for "
                        + addressee
                        + "`."
                : "";
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
