package org.tutela.disclose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.tsp.MessageImprint;
import org.bouncycastle.asn1.tsp.TSTInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tutela.verify.PackageCheck;
import org.tutela.verify.TimeStamp;
import org.tutela.verify.Verdict;

/// Time stamps over seals, by an authority of one's own and by one outside (played by openssl).
final class StampTest {
    private static final Instant LATER = SealedParts.AT.plus(Duration.ofHours(2));
    @TempDir private Path folder = Path.of("");
    private MadeKeys keys = new MadeKeys(Path.of(""), Instant.EPOCH);

    @BeforeEach
    void makeKeys() {
        keys = new MadeKeys(folder, SealedParts.AT);
    }

    private String shell(Path in, String line) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder("sh", "-c", line)
                        .directory(in.toFile())
                        .redirectErrorStream(true)
                        .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), line + "\n" + said);
        return said;
    }

    private Path soup(String name, SealingKey key) throws IOException {
        return SealedParts.seal(
                        folder,
                        SealedParts.decision(name, 0, 1),
                        key,
                        Map.of("data/soup.txt", "leek and potato, " + name))
                .getFirst()
                .path();
    }

    private static StampAuthority authority(SealingKey key) throws IOException {
        return StampAuthority.of(key, InstantSource.fixed(LATER));
    }

    private static Path reply(Path root) {
        return root.resolve("seal/bag.tagmanifest.tsr");
    }

    private static byte[] seal(Path root) throws IOException {
        return Files.readAllBytes(root.resolve("seal/bag.tagmanifest.p7s"));
    }

    /// The lines of VERIFY.txt that are about time stamps.
    private String steps(Path root) throws IOException, InterruptedException {
        StringBuilder said = new StringBuilder();
        for (String line : Files.readAllLines(root.resolve("VERIFY.txt"))) {
            if (line.contains("openssl ts ") || line.contains("tsa.pem -noout")) {
                said.append(shell(root.resolve("bag"), line));
            }
        }
        return said.toString();
    }

    private static void refuses(Path root, String words) throws IOException {
        List<String> errors = PackageCheck.check(root, null).errors();
        assertTrue(
                errors.stream().anyMatch(error -> error.contains(words)),
                words + " is not among " + errors);
    }

    @Test
    void anAuthorityOfOnesOwnStampsWhatIsSealed() throws IOException, InterruptedException {
        for (String algorithm : List.of("EC", "RSA")) {
            StampAuthority authority =
                    authority(keys.key(algorithm, KeyPurposeId.id_kp_timeStamping, true));
            SealingKey key = keys.sealing().stampedBy(authority);
            Path root = soup("tutela-ES-" + algorithm, key);
            Verdict verdict = PackageCheck.check(root, null);
            assertEquals(List.of(), verdict.errors());
            String said = verdict.statements().toString();
            assertTrue(
                    said.contains("Time stamped at 2026-03-01T14:00:00Z by CN=Made-up clock"),
                    said);
            assertTrue(said.contains(authority.fingerprint()), said);
            String steps = steps(root);
            assertTrue(steps.contains("Verification: OK"), steps);
            assertTrue(steps.contains("Time stamp: Mar  1 14:00:00 2026 GMT"), steps);
        }
    }

    @Test
    void anAuthorityOutsideAnswersTheRequest() throws IOException, InterruptedException {
        Files.writeString(
                folder.resolve("tsa.cnf"),
                """
                [tsa]
                default_tsa = own
                [own]
                dir = .
                serial = serial
                default_policy = 2.25.1
                digests = sha256, sha512
                signer_digest = sha256
                ordering = yes
                accuracy = secs:1, millisecs:500
                clock_precision_digits = 3
                ess_cert_id_chain = yes
                """);
        String root =
                "openssl req -x509 -newkey rsa:2048 -nodes -days 30 -subj '/CN=Made-up top'"
                        + " -keyout top.key -out top.pem";
        shell(folder, root);
        int number = 0;
        for (String kind : List.of("rsa:2048", "ec -pkeyopt ec_paramgen_curve:P-384")) {
            for (String digests : List.of("-sha256 ", "-sha512 ")) {
                number++;
                shell(
                        folder,
                        "openssl req -newkey %s -nodes -subj '/CN=Clock outside' -keyout c.key -out c.csr && printf 'extendedKeyUsage=critical,timeStamping\\nkeyUsage=critical,digitalSignature\\n' > c.ext && openssl x509 -req -in c.csr -CA top.pem -CAkey top.key -CAcreateserial -days 20 -extfile c.ext -out c.pem"
                                .formatted(kind));
                Path sealed = soup("tutela-ES-" + number, keys.sealing());
                Files.write(folder.resolve("seal.tsq"), StampRequest.over(seal(sealed)));
                shell(
                        folder,
                        "openssl ts -reply -config tsa.cnf -queryfile seal.tsq -inkey c.key -signer"
                                + " c.pem -chain top.pem "
                                + digests
                                + " -out seal.tsr && openssl ts -reply -in seal.tsr -token_out -out"
                                + " seal.token");
                byte[] answer = Files.readAllBytes(folder.resolve("seal.tsr"));
                byte[] reply = StampRequest.received(answer);
                TimeStamp stamp = TimeStamp.over(seal(sealed), reply);
                assertEquals(2, stamp.path().size());
                // The bare token says the same.
                byte[] token = Files.readAllBytes(folder.resolve("seal.token"));
                assertTrue(Arrays.equals(reply, StampRequest.received(token)));
                Files.write(reply(sealed), reply);
                Files.writeString(sealed.resolve("seal/tsa.pem"), stamp.pem(reply));
                Verdict verdict = PackageCheck.check(sealed, null);
                assertEquals(List.of(), verdict.errors());
                assertTrue(verdict.statements().toString().contains("by CN=Clock outside"));
                assertTrue(steps(sealed).contains("Verification: OK"));
            }
        }
    }

    @Test
    void saysInOneSentenceWhatIsWrong() throws IOException {
        SealingKey sealing = keys.sealing();
        StampAuthority authority = authority(keys.stamping());
        Path root = soup("tutela-ES-1", sealing.stampedBy(authority));
        Path other = soup("tutela-ES-2", sealing.stampedBy(authority(keys.stamping())));
        byte[] whole = Files.readAllBytes(reply(root));

        Files.write(reply(root), authority.stamp(seal(other)));
        refuses(root, "The time stamp is over another seal.");
        assertEquals(1, PackageCheck.check(root, null).errors().size());

        for (int length = 0; length < whole.length; length += 17) {
            Files.write(reply(root), Arrays.copyOf(whole, length));
            List<String> errors = PackageCheck.check(root, null).errors();
            assertEquals(1, errors.size(), "cut at " + length);
            assertTrue(
                    errors.getFirst().startsWith("The time stamp is damaged"), errors.toString());
        }
        Files.delete(reply(root));
        refuses(root, "seal/bag.tagmanifest.tsr is missing.");
        Files.delete(root.resolve("seal/tsa.pem"));
        refuses(root, "seal/tsa.pem is missing.");

        byte[] foreign = authority(keys.stamping()).stamp(seal(root));
        Files.write(reply(root), foreign);
        Files.writeString(
                root.resolve("seal/tsa.pem"), TimeStamp.over(seal(root), foreign).pem(foreign));
        refuses(root, "is by another authority than the bag says");

        Files.write(reply(root), whole);
        refuses(root, "was changed: the one does not fit the other");
    }

    @Test
    void refusesCertificatesOfAnotherPurposeOrTime() throws IOException {
        byte[] seal = {1, 2, 3};
        for (boolean critical : new boolean[] {true, false}) {
            SealingKey wrong =
                    keys.key(
                            "EC",
                            critical
                                    ? KeyPurposeId.id_kp_emailProtection
                                    : KeyPurposeId.id_kp_timeStamping,
                            critical);
            assertTrue(
                    assertThrows(IOException.class, () -> authority(wrong))
                            .getMessage()
                            .contains("is not for time stamping alone"));
            assertRefused(seal, forged(wrong, seal, LATER), "not for time stamping alone");
        }
        SealingKey right = keys.stamping();
        assertEquals(LATER, TimeStamp.over(seal, forged(right, seal, LATER)).at());
        for (Duration off : List.of(Duration.ofDays(400), Duration.ofDays(-2))) {
            Instant at = SealedParts.AT.plus(off);
            assertRefused(seal, forged(right, seal, at), "when its certificate was not valid");
            assertThrows(
                    IOException.class, () -> StampAuthority.of(right, InstantSource.fixed(at)));
        }
    }

    private static void assertRefused(byte[] seal, byte[] reply, String words) {
        String said =
                assertThrows(IllegalArgumentException.class, () -> TimeStamp.over(seal, reply))
                        .getMessage();
        assertTrue(said.contains(words), said);
    }

    @Test
    void refusesWhatIsNoAnswerOrARefusal() {
        for (byte[] answer :
                List.of(
                        new byte[0],
                        "soup".getBytes(StandardCharsets.US_ASCII),
                        // A rejection: status 2 and no token.
                        new byte[] {0x30, 5, 0x30, 3, 2, 1, 2})) {
            assertThrows(StampRequest.Refused.class, () -> StampRequest.received(answer));
        }
    }

    @Test
    void noChangedByteOfAStampIsAccepted() throws IOException {
        long seed = Long.getLong("mutation.seed", 7);
        Random random = new Random(seed);
        Path root = soup("tutela-ES-1", keys.sealing().stampedBy(authority(keys.stamping())));
        byte[] whole = Files.readAllBytes(reply(root));
        byte[] seal = seal(root);
        List<Integer> taken = new ArrayList<>();
        for (int at = 0; at < whole.length; at++) {
            byte[] changed = whole.clone();
            changed[at] ^= (byte) (1 << random.nextInt(8));
            try {
                TimeStamp.over(seal, changed);
                taken.add(at);
            } catch (IllegalArgumentException e) {
                assertTrue(e.getMessage().startsWith("The time stamp "), e.getMessage());
            }
            assertRefusedAnswer(changed);
        }
        for (int at : taken) {
            byte[] changed = whole.clone();
            changed[at] ^= 1;
            Files.write(reply(root), changed);
            assertFalse(PackageCheck.check(root, null).valid(), "byte " + at + ", seed " + seed);
        }
        System.err.println(
                "StampTest: "
                        + whole.length
                        + " bytes changed, seed "
                        + seed
                        + ", by themselves "
                        + taken.size());
    }

    /// An answer of any bytes is refused in a sentence, or taken.
    private static void assertRefusedAnswer(byte[] answer) throws IOException {
        try {
            StampRequest.received(answer);
        } catch (StampRequest.Refused e) {
            assertTrue(e.getMessage().endsWith("."), e.getMessage());
        }
    }

    /// A stamp that no honest authority makes.
    private static byte[] forged(SealingKey key, byte[] seal, Instant at) throws IOException {
        try {
            TSTInfo stamp =
                    new TSTInfo(
                            StampAuthority.POLICY,
                            new MessageImprint(
                                    new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256),
                                    BagWriter.sha256().digest(seal)),
                            new org.bouncycastle.asn1.ASN1Integer(BigInteger.ONE),
                            new ASN1GeneralizedTime(SealingKey.toSeconds(at)),
                            null,
                            null,
                            null,
                            null,
                            null);
            byte[] own = BagWriter.sha256().digest(key.chain().getFirst().getEncoded());
            CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
            generator.addSignerInfoGenerator(
                    new JcaSignerInfoGeneratorBuilder(
                                    new JcaDigestCalculatorProviderBuilder().build())
                            .setSignedAttributeGenerator(
                                    new DefaultSignedAttributeTableGenerator(
                                            new AttributeTable(
                                                    new Attribute(
                                                            PKCSObjectIdentifiers
                                                                    .id_aa_signingCertificateV2,
                                                            new DERSet(
                                                                    new SigningCertificateV2(
                                                                            new ESSCertIDv2(
                                                                                    own)))))))
                            .build(Seal.signer(key), key.chain().getFirst()));
            generator.addCertificates(new JcaCertStore(key.chain()));
            return StampRequest.reply(
                    generator.generate(
                            new CMSProcessableByteArray(
                                    PKCSObjectIdentifiers.id_ct_TSTInfo, stamp.getEncoded("DER")),
                            true));
        } catch (CertificateEncodingException | OperatorCreationException | CMSException e) {
            throw new IOException(e);
        }
    }
}
