package org.tutela.web;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Every address, and the status that a role with the right gets in an empty case.
final class Addresses {
    /// Answered, be the case empty.
    private static final List<String> ANSWERED =
            List.of(
                    "/groups",
                    "/accounts",
                    "/countries",
                    "/exhibits",
                    "/search",
                    "/search?q=goal",
                    "/search?q=%22a+b%22+c*&kind=message&exhibit=X&group=g&country=ES&account=a&from=2026-01-01&until=2026-12-31&sort=latest&page=2",
                    "/network",
                    "/network?ask=bridges&first=a&second=b&when=same",
                    "/network?ask=brought&first=a",
                    "/run",
                    "/accounts?sort=country&as=csv",
                    "/groups?as=csv",
                    "/exhibits?sort=problems&as=csv",
                    "/search?q=soup&as=csv&row=x",
                    "/countries?as=csv",
                    "/network?ask=brought&as=csv",
                    "/coverage",
                    "/pictures",
                    "/pictures?show=all&state=near&page=7",
                    "/facts?of=source",
                    "/facts?of=examined&exhibit=X&examination=y&outcome=DONE&page=2",
                    "/facts?of=linked_message&conversation=g&account=a&country=ES&exhibit=X&alone=X&missing=X",
                    "/facts?of=problem&code=EV-0101&as=csv",
                    "/facts?of=device_owner&there=ES",
                    "/findings",
                    "/persons",
                    "/persons?part=account:x",
                    "/activity",
                    "/activity?before=3",
                    "/marks",
                    "/marks?tag=x",
                    "/groups?sort=last&page=3");

    /// Of things that no case has.
    private static final List<String> MISSING =
            List.of(
                    "/group?id=x",
                    "/search/message?fact=" + "0".repeat(32),
                    "/account?id=x",
                    "/exhibit?id=x",
                    "/conversation?id=x",
                    "/finding?id=x",
                    "/person?id=x",
                    "/how?table=message&fact=" + "0".repeat(32) + "&address=source:x",
                    "/how?table=cites&linked=" + "0".repeat(32),
                    "/how?fact=" + "0".repeat(32),
                    "/pictures/stack?key=" + "0".repeat(64) + ".unknown",
                    "/how?linked=" + "0".repeat(32));

    /// With parameters that are missing or wrong.
    private static final List<String> BROKEN =
            List.of(
                    "/group",
                    "/facts",
                    "/facts?of=x",
                    "/facts?of=item",
                    "/groups?page=0",
                    "/groups?page=99999999999999999999",
                    "/groups?sort=x'",
                    "/pictures/stack?key=1",
                    "/pictures/stack?key=" + "0".repeat(64) + ".",
                    "/pictures?show=none",
                    "/how?fact=1",
                    "/search/message?fact=x",
                    "/search?kind=x",
                    "/search?from=2026-02-31",
                    "/search?page=65",
                    "/network?ask=x",
                    "/finding",
                    "/person",
                    "/activity?before=x",
                    "/groups?as=pdf",
                    "/conversation?id=x&after=1",
                    "/conversation?id=x&day=2026-99-99",
                    "/bytes?address=x&offset=-1",
                    "/account?id=%00");

    private Addresses() {}

    /// Status by address.
    static Map<String, Integer> all() {
        Map<String, Integer> all = new TreeMap<>();
        ANSWERED.forEach(path -> all.put(path, 200));
        MISSING.forEach(path -> all.put(path, 404));
        BROKEN.forEach(path -> all.put(path, 400));
        return all;
    }
}
