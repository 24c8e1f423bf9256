package org.tutela.scenario.build.whatsapp;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.tutela.scenario.content.Contents.Carried;
import org.tutela.scenario.plan.PhoneView;
import org.tutela.scenario.plan.PlannedMessage;

/// Names that the messenger gives to files on one phone: kind, day, a number that counts per day.
final class MediaNames {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyyMMdd", Locale.ROOT);

    private final Map<String, Integer> counters = new HashMap<>();

    /// The path that the message store states, relative to the messenger's external folder.
    String path(PhoneView view, PlannedMessage message, Carried carried) {
        boolean picture = carried.mime().startsWith("image/");
        String kind = picture ? "IMG" : "DOC";
        LocalDate day = LocalDate.ofInstant(Instant.ofEpochMilli(message.at()), ZoneOffset.UTC);
        String stem = kind + "-" + DAY.format(day);
        int number = counters.merge(stem, 1, Integer::sum) - 1;
        String extension =
                picture ? "jpg" : carried.name().substring(carried.name().lastIndexOf('.') + 1);
        return "Media/WhatsApp "
                + (picture ? "Images/" : "Documents/")
                + (message.sender() == view.owner() ? "Sent/" : "")
                + stem
                + String.format(Locale.ROOT, "-WA%04d.", number)
                + extension;
    }
}
