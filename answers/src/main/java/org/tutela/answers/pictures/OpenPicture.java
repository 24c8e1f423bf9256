package org.tutela.answers.pictures;

import java.io.IOException;
import org.tutela.answers.ask.Act;
import org.tutela.answers.ask.Desk;
import org.tutela.answers.ask.NotFound;
import org.tutela.answers.ask.PictureFilter;
import org.tutela.answers.ask.Refused;
import org.tutela.answers.ask.Right;
import org.tutela.answers.ask.Row;
import org.tutela.casebook.Deed;
import org.tutela.casebook.review.Exposure;

/// Pixels of a content that the viewer holds the lease on. Opened whole or unfiltered, it is in the
/// journal, with the viewer's task as the reason, before a pixel is given.
///
/// @param content SHA-256, hex
/// @param whole at full size, not the small copy
/// @param filter how much of it
public record OpenPicture(String content, boolean whole, PictureFilter filter)
        implements Act<byte[]> {

    @Override
    public Right right() {
        return Right.GRADE;
    }

    @Override
    public String subject() {
        return "picture";
    }

    /// A JPEG of our own encoding. Throws [Refused] without the lease, for a listed content, and
    /// beyond the viewer's budget; [NotFound] where there is no such picture for the viewer.
    @Override
    public byte[] perform(Desk desk) throws IOException {
        PictureTables.prepare(desk);
        Row row =
                PictureTables.find(desk, content)
                        .orElseThrow(() -> new NotFound("picture " + content));
        String who = desk.viewer().user();
        boolean mine =
                desk.casebook().leases().holder(content).filter(who::equals).isPresent()
                        && !row.text("state").equals(PictureState.LISTED.name());
        boolean unfiltered = filter == PictureFilter.NONE;
        if (!mine
                || (unfiltered
                        && !desk.casebook()
                                .exposure()
                                .today(who)
                                .mayReveal(Exposure.Budget.USUAL))) {
            throw new Refused(desk.viewer(), Right.GRADE);
        }
        if (unfiltered) {
            desk.casebook().exposure().reveal(desk.author(), content);
        } else if (whole) {
            desk.casebook()
                    .journal()
                    .append(
                            desk.author()
                                    .deed(
                                            "LOOKED_AT",
                                            Deed.contentSubject(content),
                                            "{\"filter\":\"" + filter + "\"}"));
        }
        return whole ? desk.contents().wholePicture(row.text("address"), filter) : small(desk, row);
    }

    private byte[] small(Desk desk, Row row) throws IOException {
        if (row.text("blob").isEmpty()) {
            throw new IOException("This picture could not be decoded, so there is no small copy.");
        }
        return desk.contents().smallPicture(row.text("source"), row.text("blob"), filter);
    }
}
