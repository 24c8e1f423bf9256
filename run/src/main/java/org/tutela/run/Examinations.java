package org.tutela.run;

import java.util.List;
import org.tutela.examine.Examination;
import org.tutela.examine.Finder;
import org.tutela.examine.chat.whatsapp.WhatsAppChats;
import org.tutela.examine.digest.Digests;
import org.tutela.examine.find.Finders;
import org.tutela.examine.identify.TypeBySignature;
import org.tutela.examine.metadata.PictureMetadata;
import org.tutela.examine.partner.PartnerTables;
import org.tutela.examine.text.DocumentTexts;
import org.tutela.media.VisualHashes;

/// Every examination of the house, in the order in which an item is taken through them. This is the
/// one line that a new examination adds.
public final class Examinations {
    private static final List<Examination> ALL =
            List.of(
                    new TypeBySignature(),
                    new Digests(),
                    new PictureMetadata(),
                    new VisualHashes(),
                    new WhatsAppChats(),
                    new PartnerTables(),
                    new DocumentTexts());

    private Examinations() {}

    /// All of them.
    public static List<Examination> all() {
        return ALL;
    }

    /// The finders that read every text they record.
    public static List<Finder> finders() {
        return Finders.all();
    }
}
