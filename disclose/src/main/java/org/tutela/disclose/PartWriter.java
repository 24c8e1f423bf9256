package org.tutela.disclose;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Makes sealed packages of a payload: one, or as many as media of a size ask for. Each part is a
/// bag with a seal of its own and can be checked alone; each says which others belong to it, and
/// the first, which has report and tables, holds the digests of all others.
final class PartWriter {
    /// What manifests, verifier and file systems take beside the payload, at most.
    private static final long BESIDE = 2L << 20;

    private static final long CLUSTER = 4096;

    private final PackageDecision decision;
    private final SealingKey key;
    private final byte[] verifier;
    private final long largestEnvelope;

    PartWriter(PackageDecision decision, SealingKey key, byte[] verifier) {
        this(decision, key, verifier, Envelope.LARGEST_FOR_OPENSSL);
    }

    PartWriter(PackageDecision decision, SealingKey key, byte[] verifier, long largestEnvelope) {
        this.decision = decision;
        this.key = key;
        this.verifier = verifier;
        this.largestEnvelope = largestEnvelope;
    }

    /// A sealed part.
    ///
    /// @param name of its folder
    /// @param path where it lies now
    /// @param tagManifest SHA-256, lower-case hex
    record Part(String name, Path path, String tagManifest) {}

    /// Seals the payload, which is moved; returns the parts in order.
    List<Part> write(BagWriter payload, Path folder) throws IOException {
        List<List<BagWriter.Entry>> plan = plan(payload.entries());
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= plan.size(); i++) {
            names.add(
                    plan.size() == 1
                            ? decision.name()
                            : decision.name() + "." + i + "of" + plan.size());
        }
        Map<String, String> sealed = new LinkedHashMap<>();
        List<Part> parts = new ArrayList<>();
        // The first part is sealed last, as it names the digests of the others.
        for (int i = plan.size() - 1; i >= 0; i--) {
            Path part = folder.resolve(names.get(i));
            BagWriter bag = new BagWriter(part.resolve("bag"));
            if (plan.size() == 1) {
                bag.takeAll(payload);
            } else {
                for (BagWriter.Entry entry : plan.get(i)) {
                    bag.take(payload, entry);
                }
                bag.put("parts.txt", partsText(names, i == 0 ? sealed : Map.of()));
            }
            String tags = seal(part, bag, (i + 1) + " of " + plan.size());
            sealed.put(names.get(i), tags);
            parts.addFirst(new Part(names.get(i), part, tags));
        }
        return parts;
    }

    /// First fit, in order: what people read first, then the media. A medium is as large as it is;
    /// what is encrypted without one is only better in small parts, so that a larger file has a
    /// part of its own.
    private List<List<BagWriter.Entry>> plan(List<BagWriter.Entry> entries) throws IOException {
        PackageTerms terms = decision.order().terms();
        boolean given = terms.mediumSize() != 0;
        if (!given && terms.encryptedFor().isEmpty()) {
            return List.of(entries);
        }
        long medium = given ? terms.mediumSize() : largestEnvelope;
        long room = medium - BESIDE;
        List<List<BagWriter.Entry>> parts = new ArrayList<>();
        List<Long> left = new ArrayList<>();
        List<BagWriter.Entry> ordered = new ArrayList<>(entries);
        ordered.sort(Comparator.comparing(entry -> entry.path().startsWith("data/vics/files/")));
        for (BagWriter.Entry entry : ordered) {
            // The file, and its line in the manifest.
            long size = (entry.size() / CLUSTER + 1) * CLUSTER + 256;
            if (size > room && given) {
                throw new IOException(
                        "the file "
                                + entry.path()
                                + " has "
                                + entry.size()
                                + " bytes and does not fit on a medium of "
                                + medium);
            }
            int at = 0;
            while (at < parts.size() && left.get(at) < size) {
                at++;
            }
            if (at == parts.size()) {
                parts.add(new ArrayList<>());
                left.add(Math.max(room, size));
            }
            parts.get(at).add(entry);
            left.set(at, left.get(at) - size);
        }
        return parts;
    }

    private static String partsText(List<String> names, Map<String, String> digests) {
        StringBuilder text = new StringBuilder();
        for (String name : names) {
            text.append(digests.getOrDefault(name, "-")).append("  ").append(name).append('\n');
        }
        return text.toString();
    }

    private String seal(Path part, BagWriter bag, String count) throws IOException {
        String verify = VerifyText.of(part.getFileName().toString(), key);
        bag.put(
                "outside-sha256.txt",
                digest(verify.getBytes(StandardCharsets.UTF_8))
                        + "  ../VERIFY.txt\n"
                        + digest(verifier)
                        + "  ../verify.jar\n");
        bag.put("bag-info.txt", bagInfo(bag.oxum(), count));
        byte[] tags = bag.finish();
        Files.writeString(part.resolve("VERIFY.txt"), verify);
        Files.write(part.resolve("verify.jar"), verifier);
        Path seal = Files.createDirectories(part.resolve("seal"));
        byte[] signature = Seal.over(tags, key, decision.at());
        Files.write(seal.resolve("bag.tagmanifest.p7s"), signature);
        Files.writeString(seal.resolve("signer.pem"), key.pem());
        StampAuthority authority = key.authority();
        if (authority != null) {
            byte[] reply = authority.stamp(signature);
            Files.write(seal.resolve("bag.tagmanifest.tsr"), reply);
            Files.writeString(seal.resolve("tsa.pem"), authority.pem(reply));
        }
        return digest(tags);
    }

    private String bagInfo(String oxum, String count) throws IOException {
        PackageOrder order = decision.order();
        Map<String, String> lines = new LinkedHashMap<>();
        lines.put("External-Identifier", decision.name());
        lines.put("Bagging-Date", decision.at().atOffset(ZoneOffset.UTC).toLocalDate().toString());
        lines.put("Payload-Oxum", oxum);
        lines.put("Bag-Group-Identifier", decision.name());
        lines.put("Bag-Count", count);
        lines.put("Addressee-Country", order.country());
        lines.put("Addressee", order.addressee());
        lines.put("Authority", order.authority());
        lines.put("Legal-Basis", order.basis());
        lines.put("Handling-Code", decision.handling());
        lines.put("Retention-Until", order.retainUntil());
        lines.put("Tool-Version", ToolRecord.TOOL);
        StampAuthority authority = key.authority();
        if (authority != null) {
            // A bag that says so does not verify without the stamp.
            lines.put("Time-Stamp-Authority", authority.fingerprint());
        }
        StringBuilder text = new StringBuilder();
        lines.forEach((label, written) -> {
            String value = written.replaceAll("[\\r\\n]+", " ").strip();
            if (!value.isEmpty()) {
                text.append(label).append(": ").append(value).append('\n');
            }
        });
        return text.toString();
    }

    private static String digest(byte[] bytes) {
        return HexFormat.of().formatHex(BagWriter.sha256().digest(bytes));
    }
}
