package org.tutela.scenario.build.whatsapp;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tutela.scenario.content.Contents;
import org.tutela.scenario.content.Contents.Carried;
import org.tutela.scenario.plan.PhoneView;
import org.tutela.scenario.plan.PlannedMessage;

/// Which file belongs to which message on one phone, and how it is called there.
final class MessageFiles {
    private final Contents contents;
    private final Map<String, String> paths = new HashMap<>();
    private final Map<String, PlannedMessage> present = new LinkedHashMap<>();

    MessageFiles(PhoneView view, Contents contents) {
        this.contents = contents;
        MediaNames names = new MediaNames();
        for (PlannedMessage message : view.messages()) {
            contents.carried(message)
                    .ifPresent(carried -> {
                        String path = names.path(view, message, carried);
                        paths.put(message.key(), path);
                        if (view.holdsFile(message)) {
                            present.put(path, message);
                        }
                    });
        }
    }

    Contents contents() {
        return contents;
    }

    /// The path of a message's file as the message store states it.
    String path(PlannedMessage message) {
        return java.util.Objects.requireNonNull(paths.get(message.key()));
    }

    /// The files that lie on the phone, by path as the message store states it.
    Map<String, PlannedMessage> present() {
        return present;
    }

    /// What the message carries; it must carry something.
    Carried carried(PlannedMessage message) {
        return contents.carried(message).orElseThrow();
    }
}
