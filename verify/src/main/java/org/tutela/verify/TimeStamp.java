package org.tutela.verify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.PSSParameterSpec;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A time stamp (RFC 3161) over the seal of a package, as the reply of the authority that made it.
///
/// Accepted: a granted reply, DER, CMS version 3 with one signer named by issuer and serial number,
/// SHA-256, SHA-384 or SHA-512, RSA, RSASSA-PSS, ECDSA or Ed25519, ESSCertID of RFC 2634 or RFC
/// 5816, extended key usage timeStamping alone and critical (RFC 3161, 2.3), every certificate on
/// the path of the signer and valid when it stamped. Not looked at: revocation, whether the
/// authority is known to anybody.
///
/// @param path certificates: the authority's own first, each issued by the next
/// @param at when it stamped, by its clock
public record TimeStamp(List<X509Certificate> path, Instant at) {
    private static final String SIGNED = "2a864886f70d010702";
    private static final String STAMP = "2a864886f70d0109100104";
    private static final String CONTENT_TYPE = "2a864886f70d010903";
    private static final String MESSAGE_DIGEST = "2a864886f70d010904";
    private static final String CERTIFICATE_SHA1 = "2a864886f70d010910020c";
    private static final String CERTIFICATE = "2a864886f70d010910022f";
    private static final String STAMPING = "1.3.6.1.5.5.7.3.8";
    private static final String KEY_USES = "2.5.29.37";
    private static final Map<String, String> DIGESTS =
            Map.of(
                    "608648016503040201", "SHA-256",
                    "608648016503040202", "SHA-384",
                    "608648016503040203", "SHA-512");
    private static final Map<String, String> SIGNATURES =
            Map.of(
                    "2a864886f70d01010b", "SHA256withRSA",
                    "2a864886f70d01010c", "SHA384withRSA",
                    "2a864886f70d01010d", "SHA512withRSA",
                    "2a8648ce3d040302", "SHA256withECDSA",
                    "2a8648ce3d040303", "SHA384withECDSA",
                    "2a8648ce3d040304", "SHA512withECDSA",
                    "2b6570", "Ed25519");
    private static final String RSA = "2a864886f70d010101";
    private static final String PSS = "2a864886f70d01010a";
    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder()
                    .appendPattern("uuuuMMddHHmmss")
                    .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
                    .appendLiteral('Z')
                    .toFormatter(Locale.ROOT);

    /// Copies.
    public TimeStamp {
        path = List.copyOf(path);
    }

    /// What a token holds, before anything is believed.
    private record Token(List<X509Certificate> certificates, Der stamped, Der info) {}

    /// Reads the reply of an authority and holds it against the bytes of the seal that it must be
    /// over. Throws [IllegalArgumentException] with a sentence where it does not hold.
    public static TimeStamp over(byte[] seal, byte[] reply) {
        try {
            return verify(seal, reply);
        } catch (CmsSignature.Refused e) {
            throw new IllegalArgumentException("The time stamp " + e.getMessage() + ".", e);
        }
    }

    static TimeStamp verify(byte[] seal, byte[] reply) throws CmsSignature.Refused {
        try {
            Token token = open(reply);
            Der info = token.info();
            if (!info.next(Der.INTEGER).hex().equals("01")) {
                throw new CmsSignature.Refused("names its signer in a way that is not accepted");
            }
            List<X509Certificate> path =
                    path(token.certificates(), info.next(Der.SEQUENCE).whole());
            signature(token, info, path.getFirst());
            Instant at = stamped(token.stamped().content(), seal);
            valid(path, at);
            return new TimeStamp(path, at);
        } catch (Der.Malformed e) {
            throw new CmsSignature.Refused("is damaged: " + e.getMessage(), e);
        } catch (GeneralSecurityException e) {
            throw new CmsSignature.Refused(
                    "holds a certificate or key that cannot be read, or that another made", e);
        } catch (DateTimeException e) {
            throw new CmsSignature.Refused("states a time that is none", e);
        } catch (IOException e) {
            throw new CmsSignature.Refused("has parameters that cannot be read", e);
        }
    }

    /// `seal/tsa.pem`, for other tools: the path of certificates, and before it the digest of the
    /// reply, so that a changed byte of either is seen at once.
    ///
    /// @param reply the bytes that this was read from
    public String pem(byte[] reply) throws IOException {
        StringBuilder text =
                new StringBuilder("SHA-256 of bag.tagmanifest.tsr: ")
                        .append(HexFormat.of().formatHex(digest("SHA-256").digest(reply)))
                        .append('\n');
        try {
            for (X509Certificate certificate : path) {
                text.append(PackageCheck.pem(certificate));
            }
        } catch (GeneralSecurityException e) {
            throw new IOException("a certificate cannot be encoded", e);
        }
        return text.toString();
    }

    private static Token open(byte[] reply)
            throws Der.Malformed, GeneralSecurityException, CmsSignature.Refused {
        Der response = Der.of(reply);
        if (response.tag() != Der.SEQUENCE
                || !response.next(Der.SEQUENCE).hex().equals("020100")
                || !response.more()) {
            throw new CmsSignature.Refused("is no granted reply of an authority");
        }
        Der content = response.next(Der.SEQUENCE);
        response.end();
        if (!content.next(Der.NAME).hex().equals(SIGNED)) {
            throw new CmsSignature.Refused("is no CMS signature");
        }
        Der explicit = content.next(0xa0);
        content.end();
        Der data = explicit.next(Der.SEQUENCE);
        explicit.end();
        if (!data.next(Der.INTEGER).hex().equals("03")) {
            throw new CmsSignature.Refused("has an unknown version");
        }
        Der digests = data.next(Der.SET);
        digestOf(digests.next(Der.SEQUENCE));
        digests.end();
        Der encapsulated = data.next(Der.SEQUENCE);
        if (!encapsulated.next(Der.NAME).hex().equals(STAMP)) {
            throw new CmsSignature.Refused("is over something that is no time");
        }
        Der inside = encapsulated.next(0xa0);
        encapsulated.end();
        Der stamped = inside.next(Der.OCTETS);
        inside.end();
        Der certificates = data.next(0xa0);
        Der signers = data.next(Der.SET);
        data.end();
        Der info = signers.next(Der.SEQUENCE);
        signers.end();
        return new Token(SignedParts.certificates(certificates), stamped, info);
    }

    /// The certificates in the order in which each is issued by the next, from the one that the
    /// signature names by issuer and serial number. None may be left over.
    private static List<X509Certificate> path(List<X509Certificate> all, byte[] issuerAndSerial)
            throws Der.Malformed, GeneralSecurityException, CmsSignature.Refused {
        Der named = Der.of(issuerAndSerial);
        byte[] issuer = named.next(Der.SEQUENCE).whole();
        byte[] serial = named.next(Der.INTEGER).content();
        named.end();
        List<X509Certificate> left = new ArrayList<>(all);
        List<X509Certificate> path = new ArrayList<>();
        X509Certificate next = null;
        for (X509Certificate each : left) {
            if (Arrays.equals(each.getIssuerX500Principal().getEncoded(), issuer)
                    && Arrays.equals(each.getSerialNumber().toByteArray(), serial)) {
                next = each;
            }
        }
        if (next == null) {
            throw new CmsSignature.Refused("does not hold the certificate that it names");
        }
        while (next != null) {
            path.add(next);
            left.remove(next);
            X509Certificate child = next;
            next = issuerOf(child, left);
            if (next != null) {
                if (next.getBasicConstraints() < 0) {
                    throw new CmsSignature.Refused(
                            "holds a certificate whose issuer may issue none");
                }
                child.verify(next.getPublicKey());
            }
        }
        X509Certificate last = path.getLast();
        if (last.getSubjectX500Principal().equals(last.getIssuerX500Principal())) {
            last.verify(last.getPublicKey());
        }
        if (!left.isEmpty()) {
            throw new CmsSignature.Refused("holds a certificate that is not on its path");
        }
        return path;
    }

    private static @Nullable X509Certificate issuerOf(
            X509Certificate child, List<X509Certificate> among) {
        for (X509Certificate each : among) {
            if (each.getSubjectX500Principal().equals(child.getIssuerX500Principal())) {
                return each;
            }
        }
        return null;
    }

    private static void signature(Token token, Der info, X509Certificate certificate)
            throws Der.Malformed, GeneralSecurityException, IOException, CmsSignature.Refused {
        String digest = digestOf(info.next(Der.SEQUENCE));
        Der signed = info.next(0xa0);
        Signature check = signatureOf(info.next(Der.SEQUENCE), digest);
        byte[] signature = info.next(Der.OCTETS).content();
        info.end();
        SignedParts.requireSigned(signed, signature, check, certificate);
        Map<String, Der> values = SignedParts.values(signed);
        Der type = values.get(CONTENT_TYPE);
        if (type == null || !type.hex().equals(STAMP)) {
            throw new CmsSignature.Refused("is over something that is no time");
        }
        Der over = values.get(MESSAGE_DIGEST);
        if (over == null
                || !MessageDigest.isEqual(
                        over.content(), digest(digest).digest(token.stamped().content()))) {
            throw new CmsSignature.Refused("was changed after it was signed");
        }
        ownCertificate(values, certificate);
    }

    /// The signature must be bound to its certificate: ESSCertID (RFC 2634, 5.4) or ESSCertIDv2
    /// (RFC 5035, 4), whose digest algorithm is left out where it is SHA-256.
    private static void ownCertificate(Map<String, Der> values, X509Certificate certificate)
            throws Der.Malformed, GeneralSecurityException, CmsSignature.Refused {
        Der newer = values.get(CERTIFICATE);
        Der older = values.get(CERTIFICATE_SHA1);
        if (newer == null && older == null) {
            throw new CmsSignature.Refused("does not say with which certificate it was made");
        }
        boolean same = true;
        if (older != null) {
            Der id = older.next(Der.SEQUENCE).next(Der.SEQUENCE);
            same = isDigest(id.next(Der.OCTETS), "SHA-1", certificate);
        }
        if (newer != null) {
            Der id = newer.next(Der.SEQUENCE).next(Der.SEQUENCE);
            Der first = id.next();
            same &=
                    first.tag() == Der.SEQUENCE
                            ? isDigest(id.next(Der.OCTETS), digestOf(first), certificate)
                            : isDigest(first, "SHA-256", certificate);
        }
        if (!same) {
            throw new CmsSignature.Refused("was made with another certificate than it holds");
        }
    }

    private static boolean isDigest(Der value, String algorithm, X509Certificate certificate)
            throws GeneralSecurityException {
        return MessageDigest.isEqual(
                value.content(), digest(algorithm).digest(certificate.getEncoded()));
    }

    /// What was stamped (TSTInfo, RFC 3161, 2.4.2); returns when.
    private static Instant stamped(byte[] content, byte[] seal)
            throws Der.Malformed, CmsSignature.Refused {
        Der stamp = Der.of(content);
        if (!stamp.next(Der.INTEGER).hex().equals("01")) {
            throw new CmsSignature.Refused("has an unknown version");
        }
        stamp.next(Der.NAME);
        Der imprint = stamp.next(Der.SEQUENCE);
        String algorithm = digestOf(imprint.next(Der.SEQUENCE));
        byte[] over = imprint.next(Der.OCTETS).content();
        imprint.end();
        if (!MessageDigest.isEqual(over, digest(algorithm).digest(seal))) {
            throw new CmsSignature.Refused("is over another seal");
        }
        stamp.next(Der.INTEGER);
        String time = new String(stamp.next(Der.GENERAL_TIME).content(), StandardCharsets.US_ASCII);
        return LocalDateTime.parse(time, TIME).toInstant(ZoneOffset.UTC);
    }

    private static void valid(List<X509Certificate> path, Instant at)
            throws GeneralSecurityException, CmsSignature.Refused {
        X509Certificate own = path.getFirst();
        Set<String> critical = own.getCriticalExtensionOIDs();
        if (!List.of(STAMPING).equals(own.getExtendedKeyUsage())
                || critical == null
                || !critical.contains(KEY_USES)) {
            throw new CmsSignature.Refused(
                    "was made with a certificate that is not for time stamping alone (extended key"
                            + " usage timeStamping, critical)");
        }
        for (X509Certificate certificate : path) {
            SignedParts.requireValid(certificate, at);
        }
    }

    private static String digestOf(Der algorithm) throws Der.Malformed, CmsSignature.Refused {
        String name = DIGESTS.get(algorithm.next(Der.NAME).hex());
        if (algorithm.more() && !algorithm.next().hex().isEmpty()) {
            throw new CmsSignature.Refused("has a digest with parameters");
        }
        algorithm.end();
        if (name == null) {
            throw new CmsSignature.Refused("uses another digest than SHA-256, SHA-384 or SHA-512");
        }
        return name;
    }

    private static Signature signatureOf(Der algorithm, String digest)
            throws Der.Malformed, GeneralSecurityException, IOException, CmsSignature.Refused {
        String name = algorithm.next(Der.NAME).hex();
        if (name.equals(PSS)) {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("RSASSA-PSS");
            parameters.init(algorithm.next(Der.SEQUENCE).whole());
            algorithm.end();
            Signature signature = Signature.getInstance("RSASSA-PSS");
            signature.setParameter(parameters.getParameterSpec(PSSParameterSpec.class));
            return signature;
        }
        if (algorithm.more() && !algorithm.next().hex().isEmpty()) {
            throw new CmsSignature.Refused("has a signature with parameters");
        }
        algorithm.end();
        // Where only RSA is named, the digest is that of the signer.
        String known =
                name.equals(RSA) ? digest.replace("-", "") + "withRSA" : SIGNATURES.get(name);
        if (known == null) {
            throw new CmsSignature.Refused("uses an algorithm that is not accepted");
        }
        return Signature.getInstance(known);
    }

    private static MessageDigest digest(String algorithm) {
        return FileDigests.of(algorithm);
    }
}
