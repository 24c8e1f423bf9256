package org.tutela.disclose;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// Makes keys with certificates of any purpose and time, each issued by a made-up root.
final class MadeKeys {
    private final Path folder;
    private final Instant made;
    private int number;

    MadeKeys(Path folder, Instant made) {
        this.folder = folder;
        this.made = made;
    }

    /// A time stamping key, valid a year from a day before it was made.
    SealingKey stamping() throws IOException {
        return key("EC", KeyPurposeId.id_kp_timeStamping, true);
    }

    /// A key for seals.
    SealingKey sealing() throws IOException {
        return key("EC", KeyPurposeId.id_kp_emailProtection, false);
    }

    SealingKey key(String algorithm, KeyPurposeId purpose, boolean critical) throws IOException {
        number++;
        try {
            KeyPair root = pair("EC");
            KeyPair own = pair(algorithm);
            X500Name rootName = new X500Name("CN=Made-up root " + number);
            X500Name name = new X500Name("CN=Made-up clock " + number);
            JcaX509v3CertificateBuilder builder = builder(rootName, name, own);
            builder.addExtension(
                    Extension.extendedKeyUsage, critical, new ExtendedKeyUsage(purpose));
            X509Certificate issued = signed(builder, root);
            JcaX509v3CertificateBuilder topBuilder = builder(rootName, rootName, root);
            topBuilder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
            X509Certificate top = signed(topBuilder, root);
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(
                    "own", own.getPrivate(), "soup".toCharArray(), new Certificate[] {issued, top});
            Path file = folder.resolve("made-" + number + ".p12");
            try (OutputStream out = Files.newOutputStream(file)) {
                store.store(out, "soup".toCharArray());
            }
            return SealingKey.read(file, "soup");
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IOException(e);
        }
    }

    private static KeyPair pair(String algorithm) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        generator.initialize(algorithm.equals("EC") ? 256 : 2048);
        return generator.generateKeyPair();
    }

    private JcaX509v3CertificateBuilder builder(X500Name issuer, X500Name subject, KeyPair pair) {
        return new JcaX509v3CertificateBuilder(
                issuer,
                BigInteger.valueOf(number * 2L + (issuer.equals(subject) ? 1 : 0)),
                Date.from(made.minus(Duration.ofDays(1))),
                Date.from(made.plus(Duration.ofDays(365))),
                subject,
                pair.getPublic());
    }

    private static X509Certificate signed(JcaX509v3CertificateBuilder builder, KeyPair by)
            throws GeneralSecurityException, OperatorCreationException {
        return new JcaX509CertificateConverter()
                .getCertificate(
                        builder.build(
                                new JcaContentSignerBuilder("SHA256withECDSA")
                                        .build(by.getPrivate())));
    }
}
