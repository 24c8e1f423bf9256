package org.tutela.web.tls;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// A certificate that the server signs itself: P-256, good for 397 days, for this host and for
/// `localhost`. It is kept as PKCS #12 (RFC 7292) that only the owner of the case can read.
public final class SelfMadeCertificate {
    /// Opens the file. The file's permissions protect the key, not this word.
    public static final String PASSWORD = "tutela";

    private static final Duration GOOD = Duration.ofDays(397);
    private static final Duration RENEW = Duration.ofDays(30);
    private static final String ALIAS = "web";

    private SelfMadeCertificate() {}

    /// The file in a case folder; made where there is none, where it ends within 30 days, or where
    /// it is for another host.
    public static Path in(Path caseFolder, String host, InstantSource clock) throws IOException {
        Path file = caseFolder.toAbsolutePath().resolve("tls").resolve("server.p12");
        try {
            if (!Files.exists(file) || !good(file, host, clock.instant())) {
                make(file, host, clock.instant());
            }
            return file;
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IOException(
                    "The certificate in "
                            + file
                            + " cannot be used: delete the file, and a new one is made.",
                    e);
        }
    }

    private static boolean good(Path file, String host, Instant now)
            throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toCharArray());
        }
        if (!(store.getCertificate(ALIAS) instanceof X509Certificate certificate)) {
            return false;
        }
        boolean named =
                certificate.getSubjectAlternativeNames() != null
                        && certificate.getSubjectAlternativeNames().stream()
                                .anyMatch(name -> host.equals(name.get(1)));
        return named && certificate.getNotAfter().toInstant().isAfter(now.plus(RENEW));
    }

    private static void make(Path file, String host, Instant now)
            throws IOException, GeneralSecurityException, OperatorCreationException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair pair = generator.generateKeyPair();
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(
                ALIAS,
                pair.getPrivate(),
                PASSWORD.toCharArray(),
                new Certificate[] {certificate(pair, host, now)});
        Path folder = Files.createDirectories(file.resolveSibling("."));
        Path part = folder.resolve("server.p12.part");
        Files.deleteIfExists(part);
        Files.createFile(
                part,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (OutputStream out = Files.newOutputStream(part, StandardOpenOption.WRITE)) {
            store.store(out, PASSWORD.toCharArray());
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static X509Certificate certificate(KeyPair pair, String host, Instant now)
            throws IOException, GeneralSecurityException, OperatorCreationException {
        X500Name name = new X500Name("CN=Tutela");
        X509v3CertificateBuilder builder =
                new JcaX509v3CertificateBuilder(
                        name,
                        new BigInteger(127, new SecureRandom()).setBit(126),
                        Date.from(now.minus(Duration.ofHours(1))),
                        Date.from(now.plus(GOOD)),
                        name,
                        pair.getPublic());
        builder.addExtension(Extension.subjectAlternativeName, false, names(host));
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
        builder.addExtension(
                Extension.extendedKeyUsage,
                false,
                new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
        return new JcaX509CertificateConverter()
                .getCertificate(
                        builder.build(
                                new JcaContentSignerBuilder("SHA256withECDSA")
                                        .build(pair.getPrivate())));
    }

    private static GeneralNames names(String host) {
        List<GeneralName> names = new ArrayList<>();
        names.add(new GeneralName(GeneralName.dNSName, "localhost"));
        for (String each : Set.of("127.0.0.1", "::1")) {
            names.add(new GeneralName(GeneralName.iPAddress, each));
        }
        if (!Set.of("localhost", "127.0.0.1", "::1").contains(host)) {
            boolean number = host.contains(":") || host.matches("[0-9.]+");
            names.add(new GeneralName(number ? GeneralName.iPAddress : GeneralName.dNSName, host));
        }
        return new GeneralNames(names.toArray(new GeneralName[0]));
    }
}
