package org.tutela.disclose;

import java.io.IOException;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.cmp.PKIFreeText;
import org.bouncycastle.asn1.cmp.PKIStatus;
import org.bouncycastle.asn1.cmp.PKIStatusInfo;
import org.bouncycastle.asn1.tsp.TimeStampResp;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.SignerInformationStore;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.util.CollectionStore;

/// The way to a time stamping authority outside, by hand (RFC 3161): the request that somebody
/// carries there, and the reply that comes back. Nothing here speaks to a network.
public final class StampRequest {
    private static final int MOST_CERTIFICATES = 10;

    private StampRequest() {}

    /// An answer is no time stamp; the message is a sentence.
    public static final class Refused extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        Refused(String sentence) {
            super(sentence);
        }

        Refused(String sentence, Throwable cause) {
            super(sentence, cause);
        }
    }

    /// The request (TimeStampReq, DER) to stamp the SHA-256 of a seal, the certificate of the
    /// authority to be in the reply. It holds that digest and nothing else of the package.
    public static byte[] over(byte[] seal) throws IOException {
        TimeStampRequestGenerator generator = new TimeStampRequestGenerator();
        generator.setCertReq(true);
        MessageDigest digest = BagWriter.sha256();
        return generator.generate(TSPAlgorithms.SHA256, digest.digest(seal)).getEncoded();
    }

    /// What an authority answered, a reply or the bare token, as the reply that lies beside a seal:
    /// in DER, without revocation lists, unsigned attributes and certificates that are not on the
    /// path of the authority's own; what it signed stays as it is. Nothing is verified here. Throws
    /// [Refused] with a sentence where it is none, or the authority refused.
    public static byte[] received(byte[] answer) throws IOException {
        try {
            return ordered(token(answer));
        } catch (Refused e) {
            throw e;
        } catch (CMSException
                | IllegalArgumentException
                | IllegalStateException
                | ClassCastException
                | IndexOutOfBoundsException e) {
            // What the library throws for structures that it reads only when asked.
            throw new Refused("The time stamp is damaged.", e);
        }
    }

    private static byte[] ordered(CMSSignedData token) throws CMSException, IOException {
        if (token.getSignerInfos().size() != 1) {
            throw new Refused("The time stamp is signed by nobody or by several.");
        }
        SignerInformation signer = token.getSignerInfos().getSigners().iterator().next();
        CMSSignedData own =
                CMSSignedData.replaceSigners(
                        token,
                        new SignerInformationStore(
                                SignerInformation.replaceUnsignedAttributes(signer, null)));
        return reply(
                CMSSignedData.replaceCertificatesAndCRLs(
                        own, new CollectionStore<>(path(token, signer)), null, null));
    }

    private static CMSSignedData token(byte[] answer) throws CMSException {
        TimeStampResp response;
        try {
            response = TimeStampResp.getInstance(answer);
        } catch (IllegalArgumentException e) {
            return bare(answer);
        }
        PKIStatusInfo status = response.getStatus();
        BigInteger granted = status.getStatus();
        // Granted, or granted with changes (RFC 3161, 2.4.2).
        if (granted.signum() != 0 && !granted.equals(BigInteger.ONE)) {
            PKIFreeText why = status.getStatusString();
            throw new Refused(
                    "The authority refused to stamp the seal"
                            + (why == null
                                    ? ""
                                    : ": "
                                            + why.getStringAtUTF8(0)
                                                    .getString()
                                                    .replaceAll("\\p{Cntrl}", " "))
                            + ".");
        }
        if (response.getTimeStampToken() == null) {
            throw new Refused("The answer of the authority holds no time stamp.");
        }
        return new CMSSignedData(response.getTimeStampToken());
    }

    private static CMSSignedData bare(byte[] answer) {
        try {
            return new CMSSignedData(answer);
        } catch (CMSException e) {
            throw new Refused(
                    "This is neither the reply of a time stamping authority nor its token.", e);
        }
    }

    /// The certificates from the signer's up, as far as the token holds them.
    private static List<X509CertificateHolder> path(CMSSignedData token, SignerInformation signer) {
        List<X509CertificateHolder> left =
                new ArrayList<>(token.getCertificates().getMatches(null));
        List<X509CertificateHolder> path = new ArrayList<>();
        Optional<X509CertificateHolder> next =
                left.stream().filter(each -> signer.getSID().match(each)).findFirst();
        if (next.isEmpty()) {
            throw new Refused(
                    "The time stamp does not hold the certificate of its authority: ask for it"
                            + " (certReq).");
        }
        while (next.isPresent() && path.size() < MOST_CERTIFICATES) {
            X509CertificateHolder child = next.get();
            path.add(child);
            left.remove(child);
            next =
                    left.stream()
                            .filter(each -> each.getSubject().equals(child.getIssuer()))
                            .findFirst();
        }
        return path;
    }

    /// A granted reply with this token.
    static byte[] reply(CMSSignedData token) throws IOException {
        return new TimeStampResp(new PKIStatusInfo(PKIStatus.granted), token.toASN1Structure())
                .getEncoded(ASN1Encoding.DER);
    }
}
