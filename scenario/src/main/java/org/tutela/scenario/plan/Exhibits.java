package org.tutela.scenario.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.tutela.scenario.plan.PlannedExhibit.Kind;

/// What was seized: first the phones, in the order of their owners, then disks, sticks and folders.
final class Exhibits {
    private static final List<Kind> PHONES =
            List.of(
                    Kind.PHONE_ZIP,
                    Kind.PHONE_DUMP_ZIP,
                    Kind.PHONE_TAR,
                    Kind.PHONE_TAR_GZ,
                    Kind.PHONE_ZIP_WAL);

    private Exhibits() {}

    static List<PlannedExhibit> of(Scale scale, Cast cast) {
        List<PlannedExhibit> exhibits = new ArrayList<>();
        for (int i = 0; i < scale.phones(); i++) {
            Kind kind = PHONES.get(i % PHONES.size());
            String file =
                    switch (kind) {
                        case PHONE_TAR -> "phone.tar";
                        case PHONE_TAR_GZ -> "phone.tar.gz";
                        case PHONE_ZIP,
                                PHONE_DUMP_ZIP,
                                PHONE_ZIP_WAL,
                                DISK_E01,
                                STICK_RAW,
                                FOLDER ->
                                "phone.zip";
                    };
            exhibits.add(exhibit(cast, new Spot("HP", i, i), kind, file));
        }
        for (int i = 0; i < scale.disks(); i++) {
            exhibits.add(exhibit(cast, new Spot("PC", i, i), Kind.DISK_E01, "disk.E01"));
        }
        for (int i = 0; i < scale.sticks(); i++) {
            exhibits.add(exhibit(cast, new Spot("US", i, i + 1), Kind.STICK_RAW, "stick.dd"));
        }
        for (int i = 0; i < scale.folders(); i++) {
            exhibits.add(exhibit(cast, new Spot("FO", i, i + 2), Kind.FOLDER, "files"));
        }
        return exhibits;
    }

    private record Spot(String letters, int ordinal, int holder) {}

    private static PlannedExhibit exhibit(Cast cast, Spot spot, Kind kind, String file) {
        String reference = spot.letters() + String.format(Locale.ROOT, "-%02d", spot.ordinal() + 1);
        PlannedAccount holder = cast.accounts().get(spot.holder() % cast.phones());
        return new PlannedExhibit(
                reference,
                "exhibits/" + reference + "/" + file,
                kind,
                holder.country(),
                holder.name(),
                kind.phone() ? holder.index() : -1);
    }
}
