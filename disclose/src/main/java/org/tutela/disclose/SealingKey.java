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
import java.security.InvalidParameterException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.ProviderException;
import java.security.SecureRandom;
import java.security.Security;
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
import java.util.Optional;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/// The key that seals packages, with its certificate: from a PKCS#12 file (RFC 7292), or on a token
/// that PKCS#11 speaks to, such as a card or a security module, which the key never leaves.
public final class SealingKey {
    private static final int BITS = 3072;
    private static final Duration VALID = Duration.ofDays(3 * 365);
    private static final String ALIAS = "sealing";

    private final PrivateKey key;
    private final List<X509Certificate> chain;
    private final @Nullable Provider provider;
    private final @Nullable StampAuthority authority;

    private SealingKey(PrivateKey key, List<X509Certificate> chain, @Nullable Provider provider) {
        this(new Held(key, chain, provider), null);
    }

    private SealingKey(Held held, @Nullable StampAuthority authority) {
        this.key = held.key();
        this.chain = List.copyOf(held.chain());
        this.provider = held.provider();
        this.authority = authority;
    }

    /// A key, its certificates, and who signs with it.
    private record Held(PrivateKey key, List<X509Certificate> chain, @Nullable Provider provider) {}

    /// The same key, whose seals are time stamped by an authority of one's own.
    public SealingKey stampedBy(StampAuthority by) {
        return new SealingKey(new Held(key, chain, provider), by);
    }

    /// Who stamps its seals; null: nobody.
    @Nullable StampAuthority authority() {
        return authority;
    }

    /// Reads the one private key of a PKCS#12 file. Throws [IOException] with a sentence where it
    /// is damaged, the password is wrong, or it holds no key.
    public static SealingKey read(Path file, String password) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, password.toCharArray());
            return only(store, password, null)
                    .orElseThrow(() ->
                            new IOException("the key store " + file + " holds no private key"));
        } catch (GeneralSecurityException e) {
            throw new IOException(
                    "the key store " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /// The one private key of a token. `configuration` is a file as the JDK's PKCS#11 Reference
    /// Guide describes it: `name = …`, `library = …` and, where there are several, `slotListIndex =
    /// …`. Throws [IOException] with a sentence where the token cannot be reached, the PIN is
    /// wrong, or it holds no key with a certificate.
    public static SealingKey ofToken(Path configuration, String pin) throws IOException {
        Provider basis = Security.getProvider("SunPKCS11");
        if (basis == null) {
            throw new IOException("this Java speaks to no token: it has no SunPKCS11");
        }
        try {
            Provider token = basis.configure(configuration.toString());
            KeyStore store = KeyStore.getInstance("PKCS11", token);
            logIn(store, configuration, pin);
            return only(store, pin, token)
                    .orElseThrow(() ->
                            new IOException(
                                    "the token of "
                                            + configuration
                                            + " holds no private key with a certificate"));
        } catch (GeneralSecurityException | ProviderException | InvalidParameterException e) {
            throw new IOException(
                    "the token of " + configuration + " cannot be used: " + e.getMessage(), e);
        }
    }

    private static void logIn(KeyStore store, Path configuration, String pin)
            throws IOException, GeneralSecurityException {
        try {
            store.load(null, pin.toCharArray());
        } catch (IOException e) {
            throw new IOException(
                    "the token of "
                            + configuration
                            + " cannot be used: it does not take this PIN, or is not there",
                    e);
        }
    }

    private static Optional<SealingKey> only(
            KeyStore store, String password, @Nullable Provider provider)
            throws GeneralSecurityException {
        for (String alias : Collections.list(store.aliases())) {
            Certificate[] certificates = store.getCertificateChain(alias);
            if (certificates != null
                    && store.getKey(alias, password.toCharArray()) instanceof PrivateKey key) {
                List<X509Certificate> chain = new ArrayList<>();
                for (Certificate certificate : certificates) {
                    if (certificate instanceof X509Certificate x509) {
                        chain.add(x509);
                    }
                }
                return Optional.of(new SealingKey(key, chain, provider));
            }
        }
        return Optional.empty();
    }

    /// Who signs with the key: a token's own provider; null: whichever Java chooses.
    @Nullable Provider provider() {
        return provider;
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
        return pem(chain.getFirst());
    }

    static String pem(X509Certificate certificate) throws IOException {
        try {
            return "-----BEGIN CERTIFICATE-----\n"
                    + Base64.getMimeEncoder(64, new byte[] {'\n'})
                            .encodeToString(certificate.getEncoded())
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
