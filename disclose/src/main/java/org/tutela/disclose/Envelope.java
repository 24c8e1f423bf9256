package org.tutela.disclose;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.LocalDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.bouncycastle.cms.CMSAlgorithm;
import org.bouncycastle.cms.CMSEnvelopedDataStreamGenerator;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.jcajce.JceCMSContentEncryptorBuilder;
import org.bouncycastle.cms.jcajce.JceKeyTransRecipientInfoGenerator;

/// Encrypts a sealed package for its addressee: a ZIP of its folder as CMS enveloped data (RFC
/// 5652, 6) with AES-256-CBC, the key for the RSA key of the addressee's certificate. It is written
/// as a stream, of any size. What protects against changes is the seal inside.
public final class Envelope {
    /// `openssl cms` reads an envelope whole, and none of 2 GiB or more: encrypted packages are
    /// split so that each part stays below.
    public static final long LARGEST_FOR_OPENSSL = 1900L << 20;

    private static final int BLOCK = 1 << 16;

    private Envelope() {}

    /// Encrypts the package folder `sealed` for the certificate in `certificateFile` (PEM or DER)
    /// into `sealed` + `.zip.p7m` beside it, and returns that file; the folder stays. Throws
    /// [IOException] with a sentence where the certificate cannot be used.
    public static Path encrypt(Path sealed, Path certificateFile) throws IOException {
        X509Certificate certificate = certificate(certificateFile);
        Path file = fileOf(sealed);
        Path part = sealed.resolveSibling(sealed.getFileName() + ".zip.p7m.part");
        CMSEnvelopedDataStreamGenerator generator = new CMSEnvelopedDataStreamGenerator();
        try (OutputStream out =
                new BufferedOutputStream(
                        Files.newOutputStream(
                                part,
                                StandardOpenOption.CREATE,
                                StandardOpenOption.TRUNCATE_EXISTING,
                                StandardOpenOption.WRITE),
                        1 << 16)) {
            generator.setBufferSize(BLOCK);
            generator.addRecipientInfoGenerator(new JceKeyTransRecipientInfoGenerator(certificate));
            try (OutputStream encrypted =
                    new BufferedOutputStream(
                            generator.open(
                                    out,
                                    new JceCMSContentEncryptorBuilder(CMSAlgorithm.AES256_CBC)
                                            .build()),
                            BLOCK)) {
                zip(sealed, encrypted);
            }
        } catch (GeneralSecurityException | CMSException e) {
            throw new IOException(
                    "the package cannot be encrypted for "
                            + certificateFile
                            + ": "
                            + e.getMessage(),
                    e);
        }
        Files.move(part, file);
        return file;
    }

    /// The envelope of a package, beside its folder.
    public static Path fileOf(Path sealed) {
        return sealed.resolveSibling(sealed.getFileName() + ".zip.p7m");
    }

    /// As [#encrypt]; then deletes the open folder, so that only the addressee can read what was
    /// made.
    public static Path encryptOnly(Path sealed, Path certificateFile) throws IOException {
        Path file = encrypt(sealed, certificateFile);
        PackageWriter.delete(sealed);
        return file;
    }

    /// SHA-256 fingerprint of the certificate in a file, lower-case hex. Throws [IOException] with
    /// a sentence where it cannot be used to encrypt.
    public static String fingerprint(Path certificateFile) throws IOException {
        try {
            return HexFormat.of()
                    .formatHex(
                            BagWriter.sha256().digest(certificate(certificateFile).getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IOException("the certificate cannot be encoded", e);
        }
    }

    private static X509Certificate certificate(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            if (CertificateFactory.getInstance("X.509").generateCertificate(in)
                            instanceof X509Certificate certificate
                    && certificate.getPublicKey().getAlgorithm().equals("RSA")) {
                return certificate;
            }
            throw new IOException(file + " is no certificate of an RSA key");
        } catch (GeneralSecurityException e) {
            throw new IOException(file + " is no certificate that can be read", e);
        }
    }

    private static void zip(Path folder, OutputStream target) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(folder)) {
            files = walk.filter(Files::isRegularFile).sorted().toList();
        }
        try (ZipOutputStream out = new ZipOutputStream(target)) {
            byte[] buffer = new byte[BLOCK];
            for (Path file : files) {
                // Pictures and films are compressed already.
                boolean media = folder.relativize(file).startsWith("bag/data/vics/files");
                out.setLevel(media ? Deflater.NO_COMPRESSION : Deflater.BEST_SPEED);
                ZipEntry entry =
                        new ZipEntry(
                                folder.getFileName()
                                        + "/"
                                        + folder.relativize(file).toString().replace('\\', '/'));
                entry.setTimeLocal(LocalDateTime.of(2026, 1, 1, 0, 0));
                out.putNextEntry(entry);
                try (InputStream in = Files.newInputStream(file)) {
                    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                        out.write(buffer, 0, read);
                    }
                }
                out.closeEntry();
            }
        }
    }
}
