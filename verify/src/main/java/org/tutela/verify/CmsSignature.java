package org.tutela.verify;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A detached CMS signature (RFC 5652, 5) by one signer with SHA-256 and the signed attributes of
/// the CAdES baseline (ETSI EN 319 122-1, 5): content type, message digest, signing time and
/// signing-certificate-v2 (RFC 5035). RSA (PKCS #1 v1.5) and ECDSA.
///
/// Stricter than the standards on purpose: DER throughout, no unsigned attributes, no revocation
/// lists, every certificate issued by the next one; whatever was changed by a byte is refused.
///
/// @param certificate of the signer
/// @param signedAt what the signer says the time was
record CmsSignature(X509Certificate certificate, Instant signedAt) {
    private static final String SIGNED = "2a864886f70d010702";
    private static final String PLAIN = "2a864886f70d010701";
    private static final String CONTENT_TYPE = "2a864886f70d010903";
    private static final String MESSAGE_DIGEST = "2a864886f70d010904";
    private static final String SIGNING_TIME = "2a864886f70d010905";
    private static final String SIGNING_CERTIFICATE = "2a864886f70d010910022f";
    // One encoding of each alone, as none of these bytes is under the signature.
    private static final String SHA256 = "300b0609608648016503040201";
    private static final Map<String, String> ALGORITHMS =
            Map.of(
                    "300d06092a864886f70d01010b0500", "SHA256withRSA",
                    "300a06082a8648ce3d040302", "SHA256withECDSA");

    /// The signature is refused; the message says why, as the end of a sentence.
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        Refused(String why) {
            super(why);
        }

        Refused(String why, Throwable cause) {
            super(why, cause);
        }
    }

    /// What the signature is over and by whom it says it is.
    private record Signer(List<X509Certificate> certificates, Der info) {}

    /// Reads a signature and holds it against the SHA-256 of what it should be over.
    static CmsSignature verify(byte[] encoded, byte[] digest) throws Refused {
        try {
            Signer signer = open(encoded);
            return check(signer, digest);
        } catch (Der.Malformed e) {
            throw new Refused("is damaged: " + e.getMessage(), e);
        } catch (GeneralSecurityException e) {
            throw new Refused("holds a certificate or key that cannot be read", e);
        } catch (DateTimeException e) {
            throw new Refused("states a time that is none", e);
        }
    }

    private static Signer open(byte[] encoded)
            throws Der.Malformed, GeneralSecurityException, Refused {
        Der content = Der.of(encoded);
        if (content.tag() != Der.SEQUENCE || !content.next(Der.NAME).hex().equals(SIGNED)) {
            throw new Refused("is no CMS signature");
        }
        Der explicit = content.next(0xa0);
        content.end();
        Der data = explicit.next(Der.SEQUENCE);
        explicit.end();
        if (!data.next(Der.INTEGER).hex().equals("01")) {
            throw new Refused("has an unknown version");
        }
        Der digests = data.next(Der.SET);
        requireSha256(digests.next(Der.SEQUENCE));
        digests.end();
        Der encapsulated = data.next(Der.SEQUENCE);
        if (!encapsulated.next(Der.NAME).hex().equals(PLAIN)) {
            throw new Refused("is over something that is not plain data");
        }
        encapsulated.end();
        Der certificates = data.next(0xa0);
        Der signers = data.next(Der.SET);
        data.end();
        Der info = signers.next(Der.SEQUENCE);
        signers.end();
        return new Signer(chain(certificates), info);
    }

    /// The certificates, in an order in which each is issued by the next.
    private static List<X509Certificate> chain(Der certificates)
            throws Der.Malformed, GeneralSecurityException, Refused {
        List<X509Certificate> chain = SignedParts.certificates(certificates);
        if (chain.isEmpty()) {
            throw new Refused("holds no certificate");
        }
        for (int i = 0; i + 1 < chain.size(); i++) {
            chain.get(i).verify(chain.get(i + 1).getPublicKey());
        }
        return chain;
    }

    private static CmsSignature check(Signer signer, byte[] digest)
            throws Der.Malformed, GeneralSecurityException, Refused {
        X509Certificate certificate = signer.certificates().getFirst();
        Der info = signer.info();
        if (!info.next(Der.INTEGER).hex().equals("01")) {
            throw new Refused("names its signer in an unknown way");
        }
        Der issuer = info.next(Der.SEQUENCE);
        boolean same =
                Arrays.equals(
                        issuer.next(Der.SEQUENCE).whole(),
                        certificate.getIssuerX500Principal().getEncoded());
        same &=
                Arrays.equals(
                        issuer.next(Der.INTEGER).content(),
                        certificate.getSerialNumber().toByteArray());
        issuer.end();
        if (!same) {
            throw new Refused("names another certificate than it holds");
        }
        requireSha256(info.next(Der.SEQUENCE));
        Der signed = info.next(0xa0);
        String algorithm =
                ALGORITHMS.get(HexFormat.of().formatHex(info.next(Der.SEQUENCE).whole()));
        byte[] signature = info.next(Der.OCTETS).content();
        info.end();
        if (algorithm == null) {
            throw new Refused("uses an algorithm that is not accepted");
        }
        SignedParts.requireSigned(signed, signature, Signature.getInstance(algorithm), certificate);
        return attributes(signed, certificate, digest);
    }

    private static CmsSignature attributes(Der signed, X509Certificate certificate, byte[] digest)
            throws Der.Malformed, GeneralSecurityException, Refused {
        Map<String, Der> values = SignedParts.values(signed);
        if (!value(values, CONTENT_TYPE, Der.NAME).hex().equals(PLAIN)) {
            throw new Refused("is over something that is not plain data");
        }
        if (!MessageDigest.isEqual(value(values, MESSAGE_DIGEST, Der.OCTETS).content(), digest)) {
            throw new Refused("is over another tag manifest: the bag was changed or exchanged");
        }
        Der ids = value(values, SIGNING_CERTIFICATE, Der.SEQUENCE).next(Der.SEQUENCE);
        Der id = ids.next(Der.SEQUENCE);
        byte[] own = FileDigests.of("SHA-256").digest(certificate.getEncoded());
        // The algorithm is left out where it is SHA-256, its default.
        if (!MessageDigest.isEqual(id.next(Der.OCTETS).content(), own)) {
            throw new Refused("was made with another certificate than it holds");
        }
        Instant at = time(values);
        SignedParts.requireValid(certificate, at);
        return new CmsSignature(certificate, at);
    }

    private static Der value(Map<String, Der> values, String name, int tag) throws Refused {
        Der value = values.get(name);
        if (value == null || value.tag() != tag) {
            throw new Refused("lacks an attribute that the CAdES baseline asks for");
        }
        return value;
    }

    private static Instant time(Map<String, Der> values) throws Refused {
        Der value = values.get(SIGNING_TIME);
        if (value == null || (value.tag() != Der.UTC_TIME && value.tag() != Der.GENERAL_TIME)) {
            throw new Refused("does not say when it was made");
        }
        String text = new String(value.content(), StandardCharsets.US_ASCII);
        if (value.tag() == Der.UTC_TIME) {
            // RFC 5652, 11.3: years 1950 to 2049.
            text = (text.charAt(0) < '5' ? "20" : "19") + text;
        }
        return LocalDateTime.parse(
                        text, DateTimeFormatter.ofPattern("uuuuMMddHHmmss'Z'", Locale.ROOT))
                .toInstant(ZoneOffset.UTC);
    }

    private static void requireSha256(Der algorithm) throws Refused {
        if (!SHA256.equals(HexFormat.of().formatHex(algorithm.whole()))) {
            throw new Refused("uses another digest than SHA-256");
        }
    }
}
