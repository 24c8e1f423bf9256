package org.tutela.scenario.build.whatsapp;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/// The table of addresses of one message store.
final class Jids {
    private final Rows rows;
    private final Map<String, Long> ids = new HashMap<>();

    Jids(Rows rows) {
        this.rows = rows;
    }

    boolean has(String jid) {
        return ids.containsKey(jid);
    }

    /// The row id of an address, which is added where it is new.
    long id(String jid) throws IOException {
        Long known = ids.get(jid);
        if (known != null) {
            return known;
        }
        long id = ids.size() + 1L;
        ids.put(jid, id);
        int at = jid.indexOf('@');
        String server = jid.substring(at + 1);
        int type =
                switch (server) {
                    case "g.us" -> 1;
                    case "lid" -> 18;
                    default -> 0;
                };
        rows.add(
                "jid",
                "_id,user,server,agent,device,type,raw_string",
                id,
                jid.substring(0, at),
                server,
                0,
                0,
                type,
                jid);
        return id;
    }
}
