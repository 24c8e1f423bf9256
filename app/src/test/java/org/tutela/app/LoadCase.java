package org.tutela.app;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import org.tutela.facts.CaseFolder;
import org.tutela.facts.RegisteredSource;
import org.tutela.facts.Staging;
import org.tutela.facts.UnitWriter;
import org.tutela.model.Account;
import org.tutela.model.Content;
import org.tutela.model.Conversation;
import org.tutela.model.Digest;
import org.tutela.model.Fact;
import org.tutela.model.FactTable;
import org.tutela.model.Id;
import org.tutela.model.MembershipEvent;
import org.tutela.model.Message;
import org.tutela.model.Picture;
import org.tutela.model.Thumbnail;
import org.tutela.model.VisualHash;
import org.tutela.scenario.load.LoadAlbum;
import org.tutela.scenario.load.LoadFacts;

/// Writes a case of made-up facts on 30 devices, without any evidence behind it.
final class LoadCase {
    private static final int DEVICES = 30;

    private LoadCase() {}

    /// Writes so many message facts and pictures into a new case.
    static void write(Path path, long messages, long pictures) throws IOException {
        LoadFacts load = new LoadFacts(7, DEVICES, messages);
        LoadAlbum shown = new LoadAlbum(load, pictures);
        byte[] small = small();
        try (CaseFolder folder = CaseFolder.openForWriting(path)) {
            for (int device = 0; device < DEVICES; device++) {
                Id source = load.source(device);
                String exhibit = "LD-" + (device + 1);
                folder.register(
                        new RegisteredSource(
                                source,
                                exhibit,
                                "/x/" + exhibit,
                                exhibit,
                                "raw",
                                9,
                                new TreeMap<>()));
                Staging staging = Staging.open(folder, source, "all");
                try (UnitWriter unit = staging.begin("u")) {
                    add(unit, Message.TABLE, load.messages(device));
                    add(unit, Conversation.TABLE, load.conversations(device));
                    add(unit, Account.TABLE, load.accounts(device));
                    add(unit, MembershipEvent.TABLE, load.memberships(device));
                    add(unit, Content.TABLE, shown.contents(device));
                    add(unit, Picture.TABLE, shown.pictures(device));
                    add(unit, VisualHash.TABLE, shown.hashes(device));
                    if (shown.perDevice() > 0) {
                        Digest blob = unit.blob(small);
                        add(unit, Thumbnail.TABLE, shown.thumbnails(device, blob));
                    }
                    unit.commit();
                }
                staging.compact(List.of(), done -> {});
                System.err.println(exhibit);
            }
        }
    }

    private static byte[] small() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(320, 320, BufferedImage.TYPE_INT_RGB), "jpg", bytes);
        return bytes.toByteArray();
    }

    private static <F extends Fact> void add(UnitWriter unit, FactTable<F> table, Iterator<F> rows)
            throws IOException {
        while (rows.hasNext()) {
            unit.add(table, rows.next());
        }
    }
}
