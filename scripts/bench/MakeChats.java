import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.tutela.examine.chat.whatsapp.MsgstoreMaker;

/// Makes the ZIP of a phone for `./dev bench chats`: one `msgstore.db` with messages in 200 chats, half
/// of them groups, a fourth of the messages with a picture, a third with a receipt.
///
/// `java -cp CLASSES scripts/bench/MakeChats.java OUT.zip MESSAGES`
final class MakeChats {
    private static final int CHATS = 200;
    private static final int PEOPLE = 500;
    private static final long START = 1_750_000_000_000L;

    private MakeChats() {}

    public static void main(String[] arguments) throws Exception {
        Path zip = Path.of(arguments[0]).toAbsolutePath();
        byte[] database = database(zip.getParent(), Integer.parseInt(arguments[1]));
        try (OutputStream out = Files.newOutputStream(zip);
                ZipOutputStream members = new ZipOutputStream(out)) {
            members.putNextEntry(new ZipEntry("data/data/com.whatsapp/databases/msgstore.db"));
            members.write(database);
            members.closeEntry();
        }
    }

    private static byte[] database(Path folder, int messages) throws Exception {
        try (MsgstoreMaker maker = MsgstoreMaker.in(folder)) {
            maker.begin();
            for (int chat = 0; chat < CHATS; chat++) {
                boolean group = chat % 2 == 0;
                String jid = group ? "1203630000000" + (10_000 + chat) + "@g.us" : person(chat);
                maker.chat(jid, group ? "Team " + chat : null);
                for (int member = 0; group && member < 20; member++) {
                    maker.participant(jid, person((chat + member * 7) % PEOPLE), member == 0 ? 2 : 0);
                }
            }
            for (int number = 0; number < messages; number++) {
                message(maker, number);
            }
            maker.commit();
            return maker.bytes();
        }
    }

    private static void message(MsgstoreMaker maker, int number) throws Exception {
        long row =
                maker.message(1 + number % CHATS)
                        .from(number % 3 == 0 ? null : person(number % PEOPLE))
                        .text("Message " + number + ": the pitch is wet, we play at four")
                        .save();
        if (number % 4 == 0) {
            maker.insert(
                    "message_media", "message_row_id", row,
                    "file_path", "Media/WhatsApp Images/IMG-" + number + ".jpg",
                    "file_hash", "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
                    "mime_type", "image/jpeg", "file_length", 1234);
        }
        if (number % 3 == 0) {
            maker.insert(
                    "receipt_user", "message_row_id", row,
                    "receipt_user_jid_row_id", maker.jid(person(number % PEOPLE)),
                    "receipt_timestamp", START, "read_timestamp", START);
        }
    }

    private static String person(int number) {
        return "4477009" + (10_000 + number) + "@s.whatsapp.net";
    }
}
