package org.tutela.disclose;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.DigestCalculatorProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampTokenGenerator;

/// A time stamping authority of one's own (RFC 3161): a key apart from the sealing key, whose
/// certificate is for time stamping alone, and the clock of this machine.
public final class StampAuthority {
    /// Policy that the stamps name: an arc from a UUID (ITU-T X.667), as it is nobody's. It says
    /// that the time is that of the machine which sealed.
    static final ASN1ObjectIdentifier POLICY =
            new ASN1ObjectIdentifier("2.25.143823540176923847219458203517395248361");

    private static final String STAMPING = "1.3.6.1.5.5.7.3.8";
    private static final String KEY_USES = "2.5.29.37";

    private final SealingKey key;
    private final InstantSource clock;

    private StampAuthority(SealingKey key, InstantSource clock) {
        this.key = key;
        this.clock = clock;
    }

    /// The authority with this key. Throws [IOException] with a sentence where its certificate is
    /// not for time stamping alone, or not valid now.
    public static StampAuthority of(SealingKey key, InstantSource clock) throws IOException {
        try {
            Set<String> critical = key.chain().getFirst().getCriticalExtensionOIDs();
            if (!List.of(STAMPING).equals(key.chain().getFirst().getExtendedKeyUsage())
                    || critical == null
                    || !critical.contains(KEY_USES)) {
                throw new IOException(
                        "the certificate of the time stamping key is not for time stamping alone:"
                                + " it must have the extended key usage timeStamping, critical, and"
                                + " no other");
            }
        } catch (GeneralSecurityException e) {
            throw new IOException("the certificate of the time stamping key cannot be read", e);
        }
        requireValid(key, clock.instant());
        return new StampAuthority(key, clock);
    }

    private static void requireValid(SealingKey key, Instant now) throws IOException {
        if (now.isBefore(key.chain().getFirst().getNotBefore().toInstant())
                || now.isAfter(key.chain().getFirst().getNotAfter().toInstant())) {
            throw new IOException(
                    "the certificate of the time stamping key is valid from "
                            + key.chain().getFirst().getNotBefore().toInstant()
                            + " to "
                            + key.chain().getFirst().getNotAfter().toInstant()
                            + " and not now");
        }
    }

    /// SHA-256 fingerprint of its certificate, upper-case hex with colons.
    public String fingerprint() throws IOException {
        return key.fingerprint();
    }

    /// Stamps the bytes of a seal at the time of the clock; returns the reply (TimeStampResp, DER).
    public byte[] stamp(byte[] seal) throws IOException {
        Instant now = clock.instant();
        requireValid(key, now);
        try {
            TimeStampRequest request = new TimeStampRequest(StampRequest.over(seal));
            DigestCalculatorProvider digests = new JcaDigestCalculatorProviderBuilder().build();
            TimeStampTokenGenerator generator =
                    new TimeStampTokenGenerator(
                            new JcaSignerInfoGeneratorBuilder(digests)
                                    .build(Seal.signer(key), key.chain().getFirst()),
                            digests.get(new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256)),
                            POLICY);
            generator.addCertificates(new JcaCertStore(key.chain()));
            return StampRequest.reply(
                    generator
                            .generate(request, serial(seal, now), SealingKey.toSeconds(now))
                            .toCMSSignedData());
        } catch (GeneralSecurityException | OperatorCreationException | TSPException e) {
            throw new IOException("the seal could not be time stamped: " + e.getMessage(), e);
        }
    }

    /// `tsa.pem`, which lies beside a reply for other tools: the digest of the reply and the
    /// certificates, the authority's own first.
    String pem(byte[] reply) throws IOException {
        StringBuilder text =
                new StringBuilder("SHA-256 of bag.tagmanifest.tsr: ")
                        .append(HexFormat.of().formatHex(BagWriter.sha256().digest(reply)))
                        .append('\n');
        for (X509Certificate certificate : key.chain()) {
            text.append(SealingKey.pem(certificate));
        }
        return text.toString();
    }

    /// A number of the stamp that no other stamp of this authority has.
    private static BigInteger serial(byte[] seal, Instant now) {
        MessageDigest digest = BagWriter.sha256();
        digest.update(seal);
        digest.update(
                ByteBuffer.allocate(12)
                        .putLong(now.getEpochSecond())
                        .putInt(now.getNano())
                        .array());
        return new BigInteger(1, Arrays.copyOf(digest.digest(), 16));
    }
}
