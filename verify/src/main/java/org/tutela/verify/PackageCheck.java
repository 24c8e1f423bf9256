package org.tutela.verify;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Checks a sealed package: the bag, the seal over its tag manifest, and that the files beside the
/// bag are the ones it was sealed with.
public final class PackageCheck {
    /// Tag file of the bag that lists what lies outside it, as `sha256sum` writes it.
    public static final String OUTSIDE = "outside-sha256.txt";

    private static final String TAG_MANIFEST = "tagmanifest-sha256.txt";
    private static final String SEAL = "seal/bag.tagmanifest.p7s";
    private static final String SIGNER = "seal/signer.pem";
    private static final String STAMP = "seal/bag.tagmanifest.tsr";
    private static final String STAMPER = "seal/tsa.pem";
    private static final String STAMP_LABEL = "Time-Stamp-Authority";
    private static final Set<String> SEALS = Set.of(SEAL, SIGNER, STAMP, STAMPER);
    private static final int LARGEST_SEAL = 1 << 20;
    private static final int LARGEST_TAG_MANIFEST = 64 << 20;

    private final Path root;
    private final @Nullable String trusted;
    private final Verdict.Collector found = new Verdict.Collector();
    private final FileDigests digests = new FileDigests();

    private PackageCheck(Path root, @Nullable String trusted) {
        this.root = root;
        this.trusted = trusted;
    }

    /// Checks a package. `trusted` is the SHA-256 fingerprint of the certificate that must have
    /// sealed it, hex with or without colons; null where whoever asks compares it by eye. Throws
    /// [IOException] where this machine's disk fails. Writes nothing.
    public static Verdict check(Path root, @Nullable String trusted) throws IOException {
        PackageCheck check = new PackageCheck(root, trusted);
        check.run();
        return check.found.verdict();
    }

    /// As [#check], for the package at `root`, or where `root` is none, for every package that lies
    /// directly in it, and for the parts of each that was split together.
    public static Map<Path, Verdict> checkAll(Path root, @Nullable String trusted)
            throws IOException {
        Map<Path, Verdict> verdicts = new TreeMap<>();
        if (!Files.exists(root.resolve("bag"), LinkOption.NOFOLLOW_LINKS)
                && Files.isDirectory(root)) {
            try (DirectoryStream<Path> folders = Files.newDirectoryStream(root)) {
                for (Path folder : folders) {
                    if (Files.isDirectory(folder.resolve("bag"), LinkOption.NOFOLLOW_LINKS)) {
                        verdicts.put(folder, check(folder, trusted));
                    }
                }
            }
            PackageParts.together(List.copyOf(verdicts.keySet()))
                    .forEach((name, verdict) ->
                            verdicts.put(root.resolve(name + ", all parts"), verdict));
        }
        if (verdicts.isEmpty()) {
            verdicts.put(root, check(root, trusted));
        }
        return verdicts;
    }

    private void run() throws IOException {
        if (!Files.isDirectory(root.resolve("bag"), LinkOption.NOFOLLOW_LINKS)) {
            found.refuse(
                    "There is no folder bag/ in "
                            + BagPath.shown(root.toString())
                            + ": this is no package, or it is not unpacked.");
            return;
        }
        Set<String> inside = outside();
        for (String name : Set.of("bagit.txt", "bag-info.txt", OUTSIDE, "manifest-sha256.txt")) {
            if (!inside.contains(name)) {
                found.refuse(
                        "The tag manifest does not list " + name + ", so the seal is not over it.");
            }
        }
        if (Files.exists(root.resolve("bag/fetch.txt"), LinkOption.NOFOLLOW_LINKS)) {
            found.refuse(
                    "bag/fetch.txt names files on a network; a package holds all of its files.");
        }
        new BagCheck(root.resolve("bag"), found).run();
        ProofCheck.check(root.resolve("bag"), found);
        PackageParts.describe(root, found);
        seal();
    }

    /// Holds the tag files against the tag manifest, and what lies beside the bag against the tag
    /// file that lists it. Returns the tag files that the seal is over.
    private Set<String> outside() throws IOException {
        Path bag = root.resolve("bag");
        Set<String> listed = new TreeSet<>();
        Optional<Declaration> declaration = Declaration.read(bag, new Verdict.Collector());
        if (declaration.isEmpty()
                || !declaration.get().strict()
                || !declaration.get().encoding().equals(StandardCharsets.UTF_8)) {
            found.refuse("The bag of a package is BagIt 1.0 in UTF-8, and this one is not.");
            return listed;
        }
        Path tags = bag.resolve(TAG_MANIFEST);
        if (Files.isRegularFile(tags, LinkOption.NOFOLLOW_LINKS)) {
            Manifest.read(tags, declaration.get(), new Verdict.Collector())
                    .ifPresent(manifest -> listed.addAll(manifest.digests().keySet()));
        }
        Map<String, Long> inBag = BagFiles.list(bag, new Verdict.Collector()).sizes();
        for (String path : inBag.keySet()) {
            if (!path.startsWith("data/") && !path.equals(TAG_MANIFEST) && !listed.contains(path)) {
                found.refuse("bag/" + path + " is extra: the seal is not over it.");
            }
        }
        Map<String, String> expected = outsideDigests(bag.resolve(OUTSIDE));
        for (String path : BagFiles.list(root, found).sizes().keySet()) {
            if (path.startsWith("bag/") || SEALS.contains(path)) {
                continue;
            }
            String digest = expected.remove(path);
            if (digest == null) {
                found.refuse(
                        BagPath.shown(path) + " is extra: the package was not sealed with it.");
            } else if (!digest.equals(
                    digests.of(root.resolve(path), Set.of("SHA-256")).get("SHA-256"))) {
                found.refuse(BagPath.shown(path) + " was changed after the package was sealed.");
            }
        }
        for (String path : expected.keySet()) {
            found.refuse(BagPath.shown(path) + " is missing.");
        }
        return listed;
    }

    private Map<String, String> outsideDigests(Path file) throws IOException {
        Map<String, String> expected = new TreeMap<>();
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                || Files.size(file) > LARGEST_SEAL) {
            found.refuse("bag/" + OUTSIDE + " is missing or too long.");
            return expected;
        }
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        for (String line : text.lines().toList()) {
            if (!line.matches("[0-9a-f]{64}  \\.\\./[A-Za-z][A-Za-z0-9.-]*")) {
                found.refuse(
                        "bag/"
                                + OUTSIDE
                                + " has a line that is no digest and file beside the bag.");
            } else {
                expected.put(line.substring(69), line.substring(0, 64));
            }
        }
        return expected;
    }

    private void seal() throws IOException {
        Optional<byte[]> encoded = bytes(SEAL, LARGEST_SEAL);
        Optional<byte[]> tags = bytes("bag/" + TAG_MANIFEST, LARGEST_TAG_MANIFEST);
        if (encoded.isEmpty() || tags.isEmpty()) {
            return;
        }
        try {
            CmsSignature signature =
                    CmsSignature.verify(
                            encoded.get(), FileDigests.of("SHA-256").digest(tags.get()));
            X509Certificate certificate = signature.certificate();
            String fingerprint = fingerprint(certificate);
            signer(certificate);
            if (trusted != null && !plain(trusted).equals(plain(fingerprint))) {
                found.refuse(
                        "The package was sealed with the certificate "
                                + fingerprint
                                + ", which is not the one that was asked for.");
            }
            Optional<TimeStamp> stamp = stamp(encoded.get());
            if (found.clean()) {
                found.state("The seal is over this very bag, and fits its certificate.");
                found.state(
                        "Sealed at "
                                + signature.signedAt()
                                + " (by the signer's own clock) by "
                                + certificate.getSubjectX500Principal().getName()
                                + ".");
                found.state("SHA-256 fingerprint of the signer's certificate: " + fingerprint);
                stamped(signature, stamp);
                handling();
                if (trusted == null) {
                    found.warn(
                            "Anyone can make a certificate: compare this fingerprint with the one"
                                    + " that the sealing authority gave you by other means.");
                }
            }
        } catch (CmsSignature.Refused e) {
            found.refuse("The seal " + e.getMessage() + ".");
        } catch (CertificateEncodingException e) {
            found.refuse("The seal holds a certificate that cannot be read.");
        }
    }

    /// The time stamp over the seal, where there is one. A bag may say which authority stamps its
    /// seal: then it must be there, and by that one.
    private Optional<TimeStamp> stamp(byte[] seal)
            throws IOException, CertificateEncodingException {
        Optional<String> announced = PackageParts.label(root, STAMP_LABEL);
        if (announced.isEmpty()
                && !Files.exists(root.resolve(STAMP), LinkOption.NOFOLLOW_LINKS)
                && !Files.exists(root.resolve(STAMPER), LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        Optional<byte[]> reply = bytes(STAMP, LARGEST_SEAL);
        Optional<byte[]> authority = bytes(STAMPER, LARGEST_SEAL);
        if (reply.isEmpty() || authority.isEmpty()) {
            return Optional.empty();
        }
        try {
            TimeStamp stamp = TimeStamp.verify(seal, reply.get());
            String fingerprint = fingerprint(stamp.path().getFirst());
            if (announced.isPresent() && !plain(announced.get()).equals(plain(fingerprint))) {
                found.refuse(
                        "The time stamp is by another authority than the bag says: "
                                + fingerprint
                                + ".");
            }
            if (!Arrays.equals(
                    authority.get(), stamp.pem(reply.get()).getBytes(StandardCharsets.US_ASCII))) {
                found.refuse(
                        STAMPER + " or " + STAMP + " was changed: the one does not fit the other.");
            }
            return Optional.of(stamp);
        } catch (CmsSignature.Refused e) {
            found.refuse("The time stamp " + e.getMessage() + ".");
            return Optional.empty();
        }
    }

    /// Says when the seal was stamped and by whom, or that it was not.
    private void stamped(CmsSignature seal, Optional<TimeStamp> stamp)
            throws CertificateEncodingException {
        if (stamp.isEmpty()) {
            found.warn(
                    "The seal has no time stamp: that it was made then is the signer's word alone.");
            return;
        }
        X509Certificate authority = stamp.get().path().getFirst();
        found.state(
                "Time stamped at "
                        + stamp.get().at()
                        + " by "
                        + authority.getSubjectX500Principal().getName()
                        + ": the seal was there by then. SHA-256 fingerprint of that certificate: "
                        + fingerprint(authority));
        if (stamp.get().at().isBefore(seal.signedAt())) {
            found.warn(
                    "The time stamp is earlier than the signer's clock says: one of the two clocks"
                            + " was wrong.");
        }
        if (stamp.get().at().isAfter(seal.certificate().getNotAfter().toInstant())) {
            found.warn(
                    "The time stamp was made when the signer's certificate had expired: it does not"
                            + " prove that the seal is older.");
        }
    }

    /// What the package itself says of how it is to be handled, such as that it is a draft.
    private void handling() throws IOException {
        Optional<byte[]> text = bytes("bag/bag-info.txt", LARGEST_SEAL);
        if (text.isPresent()) {
            new String(text.get(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith("Handling-Code: "))
                    .forEach(line -> found.warn("Handling: " + line.substring(15)));
        }
    }

    /// `signer.pem` is there for other tools: it must be the certificate of the seal.
    private void signer(X509Certificate certificate)
            throws IOException, CertificateEncodingException {
        Optional<byte[]> pem = bytes(SIGNER, LARGEST_SEAL);
        if (pem.isEmpty()) {
            return;
        }
        if (!Arrays.equals(pem.get(), pem(certificate).getBytes(StandardCharsets.US_ASCII))) {
            String whose;
            try {
                whose =
                        CertificateFactory.getInstance("X.509")
                                        .generateCertificate(new ByteArrayInputStream(pem.get()))
                                        .equals(certificate)
                                ? " was changed."
                                : " is another certificate than the one that the seal was made"
                                        + " with.";
            } catch (GeneralSecurityException e) {
                whose = " was changed and cannot be read.";
            }
            found.refuse(SIGNER + whose);
        }
    }

    private Optional<byte[]> bytes(String path, int most) throws IOException {
        Path file = root.resolve(path);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            found.refuse(path + " is missing.");
            return Optional.empty();
        }
        if (Files.size(file) > most) {
            found.refuse(path + " is longer than any file of its kind.");
            return Optional.empty();
        }
        return Optional.of(Files.readAllBytes(file));
    }

    /// A certificate as PEM (RFC 7468), lines of 64 characters and LF.
    static String pem(X509Certificate certificate) throws CertificateEncodingException {
        return "-----BEGIN CERTIFICATE-----\n"
                + java.util.Base64.getMimeEncoder(64, new byte[] {'\n'})
                        .encodeToString(certificate.getEncoded())
                + "\n-----END CERTIFICATE-----\n";
    }

    private static String fingerprint(X509Certificate certificate)
            throws CertificateEncodingException {
        return HexFormat.ofDelimiter(":")
                .withUpperCase()
                .formatHex(FileDigests.of("SHA-256").digest(certificate.getEncoded()));
    }

    private static String plain(String fingerprint) {
        return fingerprint.replace(":", "").strip().toLowerCase(Locale.ROOT);
    }
}
