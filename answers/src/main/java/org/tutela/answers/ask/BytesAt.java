package org.tutela.answers.ask;

import java.io.IOException;
import org.tutela.model.Address;

/// The bytes of a place, as they are.
///
/// @param address canonical text of an address; of a row, the file it lies in is shown
/// @param offset where to begin
public record BytesAt(String address, long offset) implements Question<BytesAt.Answer> {
    /// Bytes of a page.
    public static final int LENGTH = 4096;

    /// The bytes.
    ///
    /// @param exhibit reference of the exhibit
    /// @param source name of the source
    /// @param shown the address that was opened
    /// @param window the bytes
    public record Answer(String exhibit, String source, String shown, Contents.Window window) {}

    @Override
    public Right right() {
        return Right.READ_BYTES;
    }

    @Override
    public String subject() {
        return "bytes:" + address;
    }

    @Override
    public Answer answer(Desk desk) throws IOException {
        Address place;
        try {
            place = Address.parse(address);
        } catch (IllegalArgumentException e) {
            throw new NotFound(address);
        }
        while (place.last().kind() == Address.Kind.ROW) {
            place = place.parent();
        }
        var sources =
                desk.rows(
                        "SELECT exhibit, name FROM {exhibits} WHERE source = ?",
                        place.source().toString());
        if (sources.isEmpty()) {
            throw new NotFound(address);
        }
        Row source = sources.getFirst();
        return new Answer(
                source.text("exhibit"),
                source.text("name"),
                place.toString(),
                window(desk, place.toString()));
    }

    private Contents.Window window(Desk desk, String place) throws IOException {
        try {
            return desk.contents().window(place, offset, LENGTH);
        } catch (IOException e) {
            throw new NotAtHand(place, e);
        }
    }
}
