package org.tutela.scenario.build.whatsapp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.tutela.scenario.build.Shelf;
import org.tutela.scenario.content.Contents;
import org.tutela.scenario.plan.Operation;
import org.tutela.scenario.plan.PhoneView;
import org.tutela.scenario.plan.PlannedAccount;
import org.tutela.scenario.plan.PlannedMessage;
import org.tutela.scenario.plan.PlannedMessage.Body;

/// The files of WhatsApp for Android (package `com.whatsapp`, message store of 2024 to 2026) on one
/// made-up phone, at their places in the phone's file system.
public final class WhatsAppPhone {
    private static final String APP = "data/data/com.whatsapp/";
    private static final String EXTERNAL = "data/media/0/Android/media/com.whatsapp/WhatsApp/";
    private static final int ROWS_IN_LOG = 40;

    private final Operation plan;
    private final PhoneView view;
    private final MessageFiles files;

    /// What `view` saw, with files out of `contents`.
    public WhatsAppPhone(Operation plan, PhoneView view, Contents contents) {
        this.plan = plan;
        this.view = view;
        this.files = new MessageFiles(view, contents);
    }

    /// Puts all files on the shelf. Databases are built in `workshop`, which must exist. With
    /// `newestInLog` the newest messages lie only in the write-ahead log.
    public void write(Path workshop, boolean newestInLog, Shelf shelf) throws IOException {
        long last = view.messages().getLast().at();
        Path store = Files.createTempFile(workshop, "msgstore", ".db");
        Path log = store.resolveSibling(store.getFileName() + "-wal");
        try (Rows rows = Rows.create(store, "msgstore.sql")) {
            new MessageStore(plan, view, rows, files).write(newestInLog ? ROWS_IN_LOG : 0);
            shelf.file(APP + "databases/msgstore.db", Files.readAllBytes(store), last);
            if (newestInLog) {
                shelf.file(
                        APP + "databases/msgstore.db-wal",
                        WriteAheadLog.withFixedSalts(Files.readAllBytes(log)),
                        last);
            }
        }
        Files.delete(store);
        Path contacts = Files.createTempFile(workshop, "wa", ".db");
        try (Rows rows = Rows.create(contacts, "wa.sql")) {
            new Contacts(plan, view, rows).write();
        }
        shelf.file(APP + "databases/wa.db", Files.readAllBytes(contacts), last);
        Files.delete(contacts);
        shelf.file(
                APP + "shared_prefs/com.whatsapp_preferences_light.xml",
                preferences().getBytes(StandardCharsets.UTF_8),
                last);
        for (Map.Entry<String, PlannedMessage> file : files.present().entrySet()) {
            shelf.file(EXTERNAL + file.getKey(), bytes(file.getValue()), file.getValue().at());
        }
    }

    private byte[] bytes(PlannedMessage message) {
        return switch (message.body()) {
            case Body.Picture picture -> files.contents().picture(picture.picture());
            case Body.Document document -> files.contents().document(document.document());
            case Body.Text _,
                    Body.Place _,
                    Body.ContactCard _,
                    Body.Poll _,
                    Body.InviteCard _,
                    Body.Call _ ->
                    throw new IllegalArgumentException("carries no file: " + message.key());
        };
    }

    private String preferences() {
        PlannedAccount owner = plan.accounts().get(view.owner());
        String code = owner.country().callingCode();
        StringBuilder text =
                new StringBuilder(
                        "<?xml version='1.0' encoding='utf-8' standalone='yes' ?>\n<map>\n");
        string(text, "registration_jid", owner.number());
        string(text, "cc", code);
        string(text, "ph", owner.number().substring(code.length()));
        string(text, "push_name", owner.name());
        string(text, "version", "2.26.7.75");
        if (view.jids(plan).contains(owner.lidJid())) {
            string(text, "self_lid", owner.lidJid());
        }
        return text.append("    <int name=\"registration_state\" value=\"3\" />\n</map>\n")
                .toString();
    }

    private static void string(StringBuilder text, String name, String value) {
        text.append("    <string name=\"")
                .append(name)
                .append("\">")
                .append(value)
                .append("</string>\n");
    }
}
