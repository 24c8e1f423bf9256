package org.tutela.web.tls;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;
import org.springframework.boot.ssl.pem.PemContent;

/// A certificate chain and its private key in files that somebody gave: PEM (RFC 7468), the key
/// without a password.
public final class GivenCertificate {
    private static final byte[] PROBE = {1, 2, 3, 4};

    private GivenCertificate() {}

    /// Throws [IOException] with a sentence where the files are not a certificate chain and the
    /// private key of its first certificate.
    public static void check(Path certificate, Path key) throws IOException {
        X509Certificate first = certificate(certificate, read(certificate, "--certificate"));
        PrivateKey secret = key(key, read(key, "--key"));
        try {
            if (!belong(first.getPublicKey(), secret)) {
                throw new IOException(
                        "The private key in "
                                + key
                                + " does not belong to the first certificate in "
                                + certificate
                                + ".");
            }
        } catch (GeneralSecurityException e) {
            throw new IOException(
                    "The private key in "
                            + key
                            + " cannot be used with the first certificate in "
                            + certificate
                            + ".",
                    e);
        }
    }

    private static PemContent read(Path file, String option) throws IOException {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new IOException(
                    "The key or certificate " + file + " of " + option + " cannot be read.");
        }
        try {
            return PemContent.of(Files.readString(file));
        } catch (CharacterCodingException e) {
            throw new IOException(
                    "The file " + file + " of " + option + " is no PEM certificate or key.", e);
        }
    }

    private static X509Certificate certificate(Path file, PemContent content) throws IOException {
        try {
            List<X509Certificate> chain = content.getCertificates();
            if (!chain.isEmpty()) {
                return chain.getFirst();
            }
        } catch (IllegalStateException | IllegalArgumentException e) {
            throw new IOException("The file " + file + " holds no certificate in PEM.", e);
        }
        throw new IOException("The file " + file + " holds no certificate in PEM.");
    }

    private static PrivateKey key(Path file, PemContent content) throws IOException {
        try {
            PrivateKey key = content.getPrivateKey();
            if (key != null) {
                return key;
            }
        } catch (IllegalStateException | IllegalArgumentException e) {
            throw new IOException(
                    "The file " + file + " holds no private key in PEM, or one with a password.",
                    e);
        }
        throw new IOException("The file " + file + " holds no private key in PEM.");
    }

    private static boolean belong(PublicKey open, PrivateKey secret)
            throws GeneralSecurityException {
        if (!open.getAlgorithm().equals(secret.getAlgorithm())) {
            return false;
        }
        Signature signature =
                Signature.getInstance(
                        switch (open.getAlgorithm()) {
                            case "RSA" -> "SHA256withRSA";
                            case "EC" -> "SHA256withECDSA";
                            default -> open.getAlgorithm();
                        });
        signature.initSign(secret);
        signature.update(PROBE);
        byte[] signed = signature.sign();
        signature.initVerify(open);
        signature.update(PROBE);
        return signature.verify(signed);
    }
}
