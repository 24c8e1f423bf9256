package org.tutela.evidence.phone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneLayoutTest {

    @ParameterizedTest
    @CsvSource({
        "data/data/com.whatsapp/databases/msgstore.db, data/data/com.whatsapp/databases/msgstore.db",
        "/data/data/com.whatsapp/x, data/data/com.whatsapp/x",
        "Dump/data/data/com.whatsapp/x, data/data/com.whatsapp/x",
        "EX-1/full/Dump/data/media/0/DCIM/a.jpg, data/media/0/DCIM/a.jpg",
        "data/user/0/com.whatsapp/x, data/data/com.whatsapp/x",
        "data/user/10/com.whatsapp/x, data/user/10/com.whatsapp/x",
        "data/user_de/0/com.android.phone/x, data/user_de/0/com.android.phone/x",
        "data/app/~~a==/com.example-b==/base.apk, data/app/~~a==/com.example-b==/base.apk",
        "sdcard/WhatsApp/Media/a.jpg, data/media/0/WhatsApp/Media/a.jpg",
        "mnt/sdcard/DCIM/a.jpg, data/media/0/DCIM/a.jpg",
        "storage/emulated/0/Download/a.pdf, data/media/0/Download/a.pdf",
        "storage/emulated/10/Download/a.pdf, data/media/10/Download/a.pdf",
        "storage/self/primary/Pictures/a.jpg, data/media/0/Pictures/a.jpg",
        "data/com.whatsapp/databases/wa.db, data/data/com.whatsapp/databases/wa.db",
        "userdata/data/com.whatsapp/files/key, data/data/com.whatsapp/files/key",
        "media/0/WhatsApp/Media/a.jpg, data/media/0/WhatsApp/Media/a.jpg",
        "data/media/0/copy/data/data/com.x/y, data/media/0/copy/data/data/com.x/y",
        "filesystem1/System/Library/a.plist, System/Library/a.plist",
        "filesystem1/private/var/db/x, private/var/db/x",
        "filesystem2/mobile/Library/SMS/sms.db, private/var/mobile/Library/SMS/sms.db",
        "EX-2/filesystem2/db/x, private/var/db/x",
        "private/var/mobile/Media/DCIM/100APPLE/a.heic, private/var/mobile/Media/DCIM/100APPLE/a.heic",
        "/private/var/containers/Bundle/x, private/var/containers/Bundle/x",
        "var/mobile/Library/SMS/sms.db, private/var/mobile/Library/SMS/sms.db",
    })
    void takesTheRootOfTheExtractionOff(String stored, String device) {
        assertEquals(Optional.of(device), PhoneLayout.devicePath(stored));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "Users/ana/Documents/a.docx",
                "var/log/syslog",
                "data",
                "data/a.csv",
                "metadata/data.txt",
                "mydata/database/x",
                "extra/KeychainDump/backup_keychain_v2.plist",
                "EX-1/extra/KeychainDump/private/var/mobile/x",
                "filesystem2/",
                "photos/media/0/holiday.jpg",
            })
    void saysNothingOfOtherPaths(String stored) {
        assertEquals(Optional.empty(), PhoneLayout.devicePath(stored));
    }

    @Test
    void takesItsOwnAnswersForThemselves() {
        String[] parts = {
            "data",
            "user",
            "0",
            "media",
            "sdcard",
            "DCIM",
            "com.x",
            "files",
            "var",
            "private",
            "mobile",
            "filesystem1",
            "filesystem2",
            "a.b",
            "storage",
            "emulated",
            ""
        };
        long seed = 6;
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder path = new StringBuilder();
            for (int j = random.nextInt(7); j >= 0; j--) {
                path.append(parts[random.nextInt(parts.length)]).append(j == 0 ? "" : "/");
            }
            Optional<String> device = PhoneLayout.devicePath(path.toString());
            String what = "seed " + seed + " round " + i + ": " + path;
            device.ifPresent(text -> assertTrue(!text.startsWith("/"), what));
        }
    }

    @Test
    void takesTimeInProportionToHostilePaths() {
        String path = "a.a/".repeat(100_000);
        assertEquals(Optional.empty(), PhoneLayout.devicePath(path));
        String dots = "data/" + "a.".repeat(200_000);
        assertEquals(Optional.empty(), PhoneLayout.devicePath(dots));
    }
}
