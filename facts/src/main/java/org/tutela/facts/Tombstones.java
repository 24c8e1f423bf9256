package org.tutela.facts;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// What was erased from a case, so that no later run brings it back: `erasure/tombstones.json`
/// holds a random key, and per thing HMAC-SHA-256 of its kind and name under it. Whoever has the
/// thing can find out that it was erased; nothing names it to others. Of an account with a
/// telephone number this is weak protection, as all numbers can be tried by whoever has the case
/// folder.
final class Tombstones {
    private final Path file;
    private final byte[] key;
    private final TreeMap<String, String> kinds;
    private long checked;

    private Tombstones(Path file, byte[] key, Map<String, String> kinds, long checked) {
        this.file = file;
        this.key = key;
        this.kinds = new TreeMap<>(kinds);
        this.checked = checked;
    }

    static Tombstones of(CaseFolder folder) throws IOException {
        Path file = folder.path().resolve("erasure").resolve("tombstones.json");
        if (!Files.exists(file)) {
            byte[] key = new byte[32];
            new SecureRandom().nextBytes(key);
            return new Tombstones(file, key, Map.of(), 0);
        }
        Json json = Json.read(file);
        return new Tombstones(
                file,
                HexFormat.of().parseHex(json.text("key")),
                json.texts("erased"),
                json.number("checked"));
    }

    boolean isEmpty() {
        return kinds.isEmpty();
    }

    /// Whether there is anything of a kind.
    boolean has(String kind) {
        return kinds.containsValue(kind);
    }

    /// The generation of the catalog that nothing erased is in.
    long checked() {
        return checked;
    }

    boolean contains(String kind, String name) throws IOException {
        return kinds.containsKey(digest(kind, name));
    }

    /// Notes a thing and returns its digest.
    String add(String kind, String name) throws IOException {
        String digest = digest(kind, name);
        kinds.put(digest, kind);
        return digest;
    }

    /// 64 hex digits that stand for a thing in this case.
    String digest(String kind, String name) throws IOException {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return HexFormat.of()
                    .formatHex(mac.doFinal((kind + ":" + name).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IOException("this Java has no HMAC-SHA-256", e);
        }
    }

    /// Writes them; `generation` is known to hold nothing of them.
    void write(long generation) throws IOException {
        checked = generation;
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("key", HexFormat.of().formatHex(key));
        fields.put("checked", generation);
        fields.put("erased", kinds);
        Files.createDirectories(Durable.folderOf(file));
        Durable.write(file, Json.toBytes(fields));
    }
}
