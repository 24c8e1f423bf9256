package org.tutela.disclose;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// The key that seals packages, with its certificate, from a PKCS#12 file (RFC 7292).
public final class SealingKey {
    private static final int BITS = 3072;
    private static final Duration VALID = Duration.ofDays(3 * 365);
    private static final String ALIAS = "sealing";

    private final PrivateKey key;
    private final List<X509Certificate> chain;

    private SealingKey(PrivateKey key, List<X509Certificate> chain) {
        this.key = key;
        this.chain = List.copyOf(chain);
    }

    /// Reads the one private key of a PKCS#12 file. Throws [IOException] with a sentence where it
    /// is damaged, the password is wrong, or it holds no key.
    public static SealingKey read(Path file, String password) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, password.toCharArray());
            for (String alias : Collections.list(store.aliases())) {
                if (store.getKey(alias, password.toCharArray()) instanceof PrivateKey key) {
                    List<X509Certificate> chain = new ArrayList<>();
                    for (Certificate certificate : store.getCertificateChain(alias)) {
                        if (certificate instanceof X509Certificate x509) {
                            chain.add(x509);
                        }
                    }
                    return new SealingKey(key, chain);
                }
            }
            throw new IOException("the key store " + file + " holds no private key");
        } catch (GeneralSecurityException e) {
            throw new IOException(
                    "the key store " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /// The case's own key in `sealing.p12`, made at first use (RSA, 3072 bits) with a certificate
    /// that it signs itself. Its password lies beside it: whoever can read the case folder can seal
    /// with it. It proves that a package was not changed; whose it is, only a comparison of
    /// fingerprints can.
    public static SealingKey ofCase(Path caseFolder, Instant now) throws IOException {
        Path file = caseFolder.resolve("sealing.p12");
        Path password = caseFolder.resolve("sealing.password");
        if (!Files.exists(file)) {
            make(file, password, now);
        }
        return read(file, Files.readString(password).strip());
    }

    private static void make(Path file, Path passwordFile, Instant now) throws IOException {
        try {
            byte[] random = new byte[24];
            SecureRandom chance = new SecureRandom();
            chance.nextBytes(random);
            String password = Base64.getUrlEncoder().encodeToString(random);
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            KeyPair pair = generator.generateKeyPair();
            byte[] serial = new byte[16];
            chance.nextBytes(serial);
            X500Name name =
                    new X500Name(
                            "CN=Tutela sealing key of this case "
                                    + HexFormat.of().formatHex(serial, 0, 4));
            X509Certificate certificate =
                    new JcaX509CertificateConverter()
                            .getCertificate(
                                    new JcaX509v3CertificateBuilder(
                                                    name,
                                                    new BigInteger(1, serial),
                                                    Date.from(now.minus(Duration.ofDays(1))),
                                                    Date.from(now.plus(VALID)),
                                                    name,
                                                    pair.getPublic())
                                            .build(
                                                    new JcaContentSignerBuilder("SHA256withRSA")
                                                            .build(pair.getPrivate())));
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(
                    ALIAS,
                    pair.getPrivate(),
                    password.toCharArray(),
                    new Certificate[] {certificate});
            writePrivate(passwordFile, password.getBytes(StandardCharsets.US_ASCII));
            Path part = file.resolveSibling("sealing.p12.part");
            writePrivate(part, new byte[0]);
            try (OutputStream out = Files.newOutputStream(part)) {
                store.store(out, password.toCharArray());
            }
            Files.move(part, file);
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IOException("no sealing key could be made: " + e.getMessage(), e);
        }
    }

    private static void writePrivate(Path file, byte[] bytes) throws IOException {
        Files.deleteIfExists(file);
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(
                    file,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
        }
        Files.write(file, bytes, StandardOpenOption.CREATE);
    }

    PrivateKey key() {
        return key;
    }

    /// The signer's certificate first.
    List<X509Certificate> chain() {
        return chain;
    }

    /// SHA-256 fingerprint of the certificate, upper-case hex with colons: what an addressee
    /// compares.
    public String fingerprint() throws IOException {
        try {
            return HexFormat.ofDelimiter(":")
                    .withUpperCase()
                    .formatHex(BagWriter.sha256().digest(chain.getFirst().getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IOException("the certificate cannot be encoded", e);
        }
    }

    /// The certificate as PEM (RFC 7468).
    String pem() throws IOException {
        try {
            return "-----BEGIN CERTIFICATE-----\n"
                    + Base64.getMimeEncoder(64, new byte[] {'\n'})
                            .encodeToString(chain.getFirst().getEncoded())
                    + "\n-----END CERTIFICATE-----\n";
        } catch (GeneralSecurityException e) {
            throw new IOException("the certificate cannot be encoded", e);
        }
    }

    /// The time as UTC with seconds, the finest that a signature states.
    static Date toSeconds(Instant at) {
        return Date.from(at.atOffset(ZoneOffset.UTC).withNano(0).toInstant());
    }
}
