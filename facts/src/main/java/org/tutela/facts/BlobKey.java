package org.tutela.facts;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.tutela.model.Digest;
import org.tutela.model.Id;

/// The key of one source's blobs: without it they are noise, so that throwing it away erases them.
///
/// It lies in `blobs/<source>/key`: the line `tutela-blob-key 1 plain`, then 32 random bytes in
/// hex. The third word says how the key itself is kept; `plain` is the only one so far, and a key
/// wrapped under a passphrase is another word there and changes no blob.
///
/// Blobs are sealed with AES-256-GCM (NIST SP 800-38D). The nonce is a keyed digest (HMAC-SHA-256,
/// cut to 96 bits) of the blob's name: equal blobs give equal nonces and equal ciphertexts,
/// different ones do not share a nonce, and nobody can make them without the key.
final class BlobKey {
    private static final String HEADER = "tutela-blob-key 1 plain";
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec seal;
    private final SecretKeySpec nonce;

    private BlobKey(byte[] key) throws IOException {
        this.seal = new SecretKeySpec(derive(key, "seal"), "AES");
        this.nonce = new SecretKeySpec(derive(key, "nonce"), "HmacSHA256");
    }

    /// Makes the key of a source where it has none.
    static void ensure(CaseFolder folder, Id source) throws IOException {
        Path file = file(folder, source);
        if (!Files.exists(file)) {
            Files.createDirectories(Durable.folderOf(file));
            byte[] key = new byte[32];
            new SecureRandom().nextBytes(key);
            String text = HEADER + "\n" + HexFormat.of().formatHex(key) + "\n";
            Durable.write(file, text.getBytes(StandardCharsets.US_ASCII));
        }
    }

    /// Reads the key of a source; throws [CaseException] where it is missing or kept in a way that
    /// this build does not know.
    static BlobKey read(CaseFolder folder, Id source) throws IOException {
        Path file = file(folder, source);
        if (Files.exists(file)) {
            List<String> lines = Files.readAllLines(file, StandardCharsets.US_ASCII);
            if (lines.size() == 2
                    && lines.get(0).equals(HEADER)
                    && lines.get(1).matches("[0-9a-f]{64}")) {
                return new BlobKey(HexFormat.of().parseHex(lines.get(1)));
            }
        }
        throw new CaseException(
                "ST-0107",
                "The key "
                        + file
                        + " is missing or not one that this Tutela can read: the small pictures of"
                        + " this source cannot be opened; erase the source and run it anew.");
    }

    byte[] seal(Digest name, byte[] bytes) throws IOException {
        return crypt(Cipher.ENCRYPT_MODE, name, bytes);
    }

    /// Throws [CaseException] where the bytes were changed.
    byte[] open(Digest name, byte[] sealed) throws IOException {
        return crypt(Cipher.DECRYPT_MODE, name, sealed);
    }

    private byte[] crypt(int mode, Digest name, byte[] bytes) throws IOException {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(nonce);
            byte[] iv = Arrays.copyOf(mac.doFinal(name.toBytes()), NONCE);
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, seal, new GCMParameterSpec(TAG_BITS, iv));
            cipher.updateAAD(name.toBytes());
            return cipher.doFinal(bytes);
        } catch (GeneralSecurityException e) {
            throw new CaseException(
                    "ST-0108",
                    "A sealed blob of the case is damaged, or its key is another's: " + name + ".",
                    e);
        }
    }

    private static byte[] derive(byte[] key, String use) throws IOException {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(use.getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException e) {
            throw new IOException("this Java has no HMAC-SHA-256", e);
        }
    }

    private static Path file(CaseFolder folder, Id source) {
        return folder.blobs().resolve(source.toString()).resolve("key");
    }
}
