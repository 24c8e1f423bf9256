package org.tutela.disclose;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/// `decision.json`: who decided what on which ground.
final class LegalRecord {
    private LegalRecord() {}

    static String of(PackageDecision decision, Scope scope, Omissions omissions)
            throws IOException {
        PackageOrder order = decision.order();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("package", decision.name());
        fields.put("country", order.country());
        fields.put("addressee", order.addressee());
        fields.put("authority", order.authority());
        fields.put("basis", order.basis());
        fields.put("handling", decision.handling());
        fields.put("retain_until", order.retainUntil());
        fields.put("media_content", order.terms().content());
        fields.put("victims_identity", order.terms().victims());
        fields.put("holding_rules_sha256", order.terms().rules().digest());
        fields.put("encrypted_for", order.terms().encryptedFor());
        fields.put("proposed_by", decision.by());
        fields.put("approved_by", decision.approvedBy() == null ? "" : decision.approvedBy());
        fields.put("decided_at", decision.at().toString());
        fields.put("journal_entry", decision.entry());
        fields.put("catalog_generation", scope.generation());
        fields.put("what_is_in", Scope.REASONS);
        fields.put("counts", omissions.counts());
        return JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT).asString(fields) + "\n";
    }
}
