package org.tutela.scenario.content;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.tutela.scenario.plan.Operation;
import org.tutela.scenario.plan.PlannedDocument;
import org.tutela.scenario.plan.PlannedMessage;
import org.tutela.scenario.plan.PlannedMessage.Body;

/// The bytes of the pictures and documents of an operation, made when first asked for and kept.
/// Belongs to one thread.
public final class Contents {
    private final Operation plan;
    private final Map<Integer, byte[]> pictures = new HashMap<>();
    private final Map<Integer, byte[]> previews = new HashMap<>();
    private final Map<Integer, byte[]> documents = new HashMap<>();
    private final Map<String, String> digests = new HashMap<>();

    /// For one operation.
    public Contents(Operation plan) {
        this.plan = plan;
    }

    /// The bytes of a picture, by its place in the plan; not to be changed.
    public byte[] picture(int index) {
        return pictures.computeIfAbsent(
                index, i -> Pictures.bytes(plan.seed(), plan.pictures().get(i)));
    }

    /// A small preview of a picture; not to be changed.
    public byte[] preview(int index) {
        return previews.computeIfAbsent(
                index, i -> Pictures.preview(plan.seed(), plan.pictures().get(i)));
    }

    /// The bytes of a document, by its place in the plan; not to be changed.
    public byte[] document(int index) {
        return documents.computeIfAbsent(index, i -> Documents.bytes(plan.documents().get(i)));
    }

    /// SHA-256 of a picture, lower-case hex.
    public String pictureSha256(int index) {
        return digests.computeIfAbsent(
                "p" + index, _ -> HexFormat.of().formatHex(digest("SHA-256", picture(index))));
    }

    /// SHA-256 of a document, lower-case hex.
    public String documentSha256(int index) {
        return digests.computeIfAbsent(
                "d" + index, _ -> HexFormat.of().formatHex(digest("SHA-256", document(index))));
    }

    /// What a message carries; empty where it carries no file.
    public java.util.Optional<Carried> carried(PlannedMessage message) {
        return switch (message.body()) {
            case Body.Picture picture ->
                    java.util.Optional.of(
                            new Carried(
                                    "image/jpeg",
                                    "",
                                    picture(picture.picture()).length,
                                    pictureSha256(picture.picture())));
            case Body.Document document -> {
                PlannedDocument of = plan.documents().get(document.document());
                yield java.util.Optional.of(
                        new Carried(
                                Documents.mime(of.name()),
                                of.name(),
                                document(document.document()).length,
                                documentSha256(document.document())));
            }
            case Body.Text _,
                    Body.Place _,
                    Body.ContactCard _,
                    Body.Poll _,
                    Body.InviteCard _,
                    Body.Call _ ->
                    java.util.Optional.empty();
        };
    }

    /// A file that a message carries.
    ///
    /// @param mime media type
    /// @param name file name; empty for pictures
    /// @param size bytes
    /// @param sha256 lower-case hex
    public record Carried(String mime, String name, int size, String sha256) {}

    /// A digest of bytes by an algorithm that every JDK has.
    public static byte[] digest(String algorithm, byte[] bytes) {
        try {
            return MessageDigest.getInstance(algorithm).digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
        }
    }
}
