package org.tutela.answers.pictures;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.tutela.answers.ask.Act;
import org.tutela.answers.ask.Desk;
import org.tutela.answers.ask.NotFound;
import org.tutela.answers.ask.Right;
import org.tutela.answers.ask.Row;
import org.tutela.casebook.Deed;

/// Asks to see a picture that hangs at a message. Whoever asks is written down, with the task as
/// the reason, whatever comes of it. What nobody holds is leased to the viewer, as one stack, and
/// is seen in the gallery's own page and by its rules; a listed picture is never shown.
///
/// @param attachment id of the fact that a message carries it
public record AskToOpen(String attachment) implements Act<AskToOpen.Answer> {

    /// Where the asking leads.
    ///
    /// @param content SHA-256 of the picture, hex
    /// @param key its stack
    /// @param held whether the viewer may see it now
    public record Answer(String content, StackKey key, boolean held) {}

    @Override
    public Right right() {
        return Right.GRADE;
    }

    @Override
    public String subject() {
        return "attachment:" + attachment;
    }

    /// Throws [NotFound] where the viewer has no such attachment, or it is no picture.
    @Override
    public Answer perform(Desk desk) throws IOException {
        PictureTables.prepare(desk);
        List<Row> carried =
                desk.rows(
                        "SELECT sha256 FROM {attachment_by_id} WHERE row_id = unhex(?) AND sha256 IS NOT NULL",
                        attachment);
        String content = carried.isEmpty() ? "" : carried.getFirst().text("sha256");
        Row row =
                PictureTables.find(desk, content)
                        .orElseThrow(() -> new NotFound("picture of attachment " + attachment));
        StackKey key = new StackKey(row.text("stack"), PictureState.valueOf(row.text("state")));
        boolean held = key.state() != PictureState.LISTED && hold(desk, content, key);
        desk.casebook()
                .journal()
                .append(
                        desk.author()
                                .deed(
                                        "ASKED_TO_OPEN",
                                        Deed.contentSubject(content),
                                        "{\"held\":" + held + "}"));
        return new Answer(content, key, held);
    }

    private static boolean hold(Desk desk, String content, StackKey key) throws IOException {
        String who = desk.viewer().user();
        Optional<String> holder = desk.casebook().leases().holder(content);
        if (holder.isPresent()) {
            return holder.get().equals(who);
        }
        List<String> stack = PictureTables.contents(desk, key);
        boolean second = desk.casebook().leases().held(who).second();
        return desk.casebook().leases().take(desk.author(), List.of(stack), 1, second) == 1;
    }
}
