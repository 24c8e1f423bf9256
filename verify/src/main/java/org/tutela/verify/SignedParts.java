package org.tutela.verify;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What a seal and a time stamp have in common as CMS signed data (RFC 5652, 5).
final class SignedParts {
    private static final int MOST_CERTIFICATES = 10;

    private SignedParts() {}

    /// The certificates of a set, in its order; at most ten.
    static List<X509Certificate> certificates(Der set)
            throws Der.Malformed, GeneralSecurityException, CmsSignature.Refused {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        List<X509Certificate> all = new ArrayList<>();
        while (set.more()) {
            if (all.size() >= MOST_CERTIFICATES) {
                throw new CmsSignature.Refused("holds more than ten certificates");
            }
            byte[] whole = set.next(Der.SEQUENCE).whole();
            if (factory.generateCertificate(new ByteArrayInputStream(whole))
                    instanceof X509Certificate certificate) {
                all.add(certificate);
            }
        }
        return all;
    }

    /// Holds a signature over signed attributes against the key of a certificate. Signed is the set
    /// of attributes under its own tag, not under the implicit one (RFC 5652, 5.4).
    static void requireSigned(
            Der attributes, byte[] signature, Signature check, X509Certificate certificate)
            throws GeneralSecurityException, CmsSignature.Refused {
        byte[] signed = attributes.whole();
        signed[0] = (byte) Der.SET;
        check.initVerify(certificate.getPublicKey());
        check.update(signed);
        if (!check.verify(signature)) {
            throw new CmsSignature.Refused(
                    "does not fit the key of its certificate: it was changed");
        }
    }

    /// The signed attributes by their names in hex, each with its one value.
    static Map<String, Der> values(Der attributes) throws Der.Malformed, CmsSignature.Refused {
        Map<String, Der> values = new HashMap<>();
        while (attributes.more()) {
            Der attribute = attributes.next(Der.SEQUENCE);
            String name = attribute.next(Der.NAME).hex();
            Der set = attribute.next(Der.SET);
            attribute.end();
            Der value = set.next();
            set.end();
            if (values.put(name, value) != null) {
                throw new CmsSignature.Refused("states an attribute twice");
            }
        }
        return values;
    }

    /// Throws where a certificate was not valid when something was made with it.
    static void requireValid(X509Certificate certificate, Instant at) throws CmsSignature.Refused {
        if (at.isBefore(certificate.getNotBefore().toInstant())
                || at.isAfter(certificate.getNotAfter().toInstant())) {
            throw new CmsSignature.Refused(
                    "was made at "
                            + at
                            + ", when its certificate was not valid ("
                            + certificate.getNotBefore().toInstant()
                            + " to "
                            + certificate.getNotAfter().toInstant()
                            + ")");
        }
    }
}
