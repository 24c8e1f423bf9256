package org.tutela.disclose;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tutela.facts.CaseFolder;
import org.tutela.facts.Catalog;
import org.tutela.facts.LinkedStep;
import org.tutela.known.KnownLists;
import org.tutela.known.compiled.ListHeader;

/// With what the facts of a package were made: the tool, the steps that linked, the known-file
/// lists, the parts the tool is made of. Which version of which examination read which exhibit
/// stands in the table `examinations`.
final class ToolRecord {
    /// Name and version, as in `bag-info.txt`.
    static final String TOOL = "tutela 0.1";

    private ToolRecord() {}

    static void write(BagWriter bag, CaseFolder folder, String bill) throws IOException {
        Catalog catalog = Catalog.current(folder);
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("tool", TOOL);
        fields.put("catalog_generation", catalog.generation());
        List<Map<String, Object>> steps = new ArrayList<>();
        for (LinkedStep step : catalog.linked()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("step", step.step());
            one.put("version", step.version());
            one.put("generation", step.generation());
            steps.add(one);
        }
        fields.put("link_steps", steps);
        List<Map<String, Object>> lists = new ArrayList<>();
        for (ListHeader header : KnownLists.headers(folder.path().resolve("known"))) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("name", header.name());
            one.put("kind", header.kind().name());
            one.put("format", header.format());
            one.put("version_sha256", header.digest().toString());
            one.put("scheme", header.scheme() == null ? "" : header.scheme());
            one.put("entries", header.counts().entries());
            lists.add(one);
        }
        fields.put("known_lists", lists);
        bag.put(
                "data/tool/tool.json",
                JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT).asString(fields) + "\n");
        if (!bill.isEmpty()) {
            bag.put("data/tool/bill-of-materials.cdx.json", bill);
        }
    }
}
