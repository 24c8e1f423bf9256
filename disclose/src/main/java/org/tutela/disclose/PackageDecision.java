package org.tutela.disclose;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tutela.casebook.Casebook;
import org.tutela.casebook.Deed;
import org.tutela.casebook.JournalEntry;

/// The decision that a package is written from.
///
/// @param name of the package and its folder, such as `tutela-ES-1`
/// @param order what was decided
/// @param by who proposed it
/// @param approvedBy the second person; null: a draft
/// @param at when the last of both decided; the package takes all its times from here
/// @param key for pseudonyms, 64 hex digits; kept in the journal alone
/// @param entry number of the deciding entry of the journal
public record PackageDecision(
        String name,
        PackageOrder order,
        String by,
        @Nullable String approvedBy,
        Instant at,
        String key,
        long entry) {
    /// What a package says that nobody but its maker has seen.
    public static final String DRAFT = "UNAPPROVED DRAFT: not for disclosure";

    /// Writes proposal and approval into the journal. `scope` is what the proposal covers, in
    /// figures, so that what changes later is noticed.
    public static PackageDecision record(
            Casebook casebook, PackageOrder order, PackageOrder.People people, Scope scope)
            throws IOException {
        long[] count = {1};
        casebook.journal().readKind("PACKAGE_PROPOSED", entry -> count[0]++);
        String name = "tutela-" + order.country() + "-" + count[0];
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("package", name);
        payload.put("country", order.country());
        payload.put("addressee", order.addressee());
        payload.put("authority", order.authority());
        payload.put("basis", order.basis());
        payload.put("handling", order.handling());
        payload.put("retain_until", order.retainUntil());
        payload.put("language", order.language());
        payload.put("media_content", order.terms().content());
        payload.put("victims_identity", order.terms().victims());
        payload.put("holding_rules_sha256", order.terms().rules().digest());
        payload.put("medium_size", order.terms().mediumSize());
        payload.put("encrypted_for", order.terms().encryptedFor());
        payload.put("catalog_generation", scope.generation());
        payload.put("why", Scope.REASON);
        payload.put("counts", scope.counts());
        payload.put("pseudonym_key", HexFormat.of().formatHex(key));
        String subject = "package:" + name;
        JournalEntry decided =
                casebook.journal()
                        .append(
                                new Deed(
                                        people.by(),
                                        "PACKAGE_PROPOSED",
                                        subject,
                                        "",
                                        "",
                                        JSON.std.asString(payload)));
        if (people.approvedBy() != null) {
            String approval =
                    JSON.std.asString(Map.of("package", name, "proposal", decided.hash()));
            decided =
                    casebook.journal()
                            .append(
                                    new Deed(
                                            people.approvedBy(),
                                            "PACKAGE_APPROVED",
                                            subject,
                                            "",
                                            "",
                                            approval));
        }
        return new PackageDecision(
                name,
                order,
                people.by(),
                people.approvedBy(),
                decided.at().truncatedTo(ChronoUnit.SECONDS),
                HexFormat.of().formatHex(key),
                decided.number());
    }

    /// How the addressee must handle it; a draft says that it is one.
    String handling() {
        return approvedBy == null ? DRAFT : order.handling();
    }
}
