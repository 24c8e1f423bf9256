package org.tutela.disclose;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.time.Instant;
import java.util.List;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/// Makes a detached CMS signature (RFC 5652) with the signed attributes of the CAdES baseline (ETSI
/// EN 319 122-1): signing time and signing-certificate-v2 (RFC 5035), SHA-256, DER.
final class Seal {
    private Seal() {}

    /// Who signs with a key, with SHA-256.
    static ContentSigner signer(SealingKey key) throws OperatorCreationException {
        String algorithm =
                key.key().getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
        JcaContentSignerBuilder builder = new JcaContentSignerBuilder(algorithm);
        Provider provider = key.provider();
        return (provider == null ? builder : builder.setProvider(provider)).build(key.key());
    }

    static byte[] over(byte[] content, SealingKey key, Instant at) throws IOException {
        try {
            ASN1EncodableVector attributes = new ASN1EncodableVector();
            attributes.add(
                    new Attribute(
                            CMSAttributes.signingTime,
                            new DERSet(new Time(SealingKey.toSeconds(at)))));
            byte[] digest = BagWriter.sha256().digest(key.chain().getFirst().getEncoded());
            attributes.add(
                    new Attribute(
                            PKCSObjectIdentifiers.id_aa_signingCertificateV2,
                            new DERSet(
                                    new SigningCertificateV2(
                                            new ESSCertIDv2[] {new ESSCertIDv2(digest)}))));
            CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
            generator.addSignerInfoGenerator(
                    new JcaSignerInfoGeneratorBuilder(
                                    new JcaDigestCalculatorProviderBuilder().build())
                            .setSignedAttributeGenerator(
                                    new DefaultSignedAttributeTableGenerator(
                                            new AttributeTable(attributes)))
                            .build(signer(key), key.chain().getFirst()));
            generator.addCertificates(new JcaCertStore(List.of(key.chain().getFirst())));
            return generator
                    .generate(new CMSProcessableByteArray(content), false)
                    .toASN1Structure()
                    .getEncoded(ASN1Encoding.DER);
        } catch (GeneralSecurityException | OperatorCreationException | CMSException e) {
            throw new IOException("the package could not be sealed: " + e.getMessage(), e);
        }
    }
}
