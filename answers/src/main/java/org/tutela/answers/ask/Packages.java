package org.tutela.answers.ask;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tutela.casebook.Author;

/// The door to what leaves the house. The people half has the interface, the start of the product
/// gives what is behind it. Every method is called for a viewer who holds [Right#DISCLOSE] and
/// knows every exhibit. Safe for use by many threads.
public interface Packages {

    /// What somebody asks to be disclosed.
    ///
    /// @param country ISO 3166-1 alpha-2
    /// @param addressee court or office
    /// @param authority who ordered it
    /// @param basis law or request
    /// @param handling how the addressee must handle it
    /// @param retainUntil ISO 8601 date; empty where the request says it
    /// @param language of the report, `en` or `es`
    /// @param terms on which it leaves
    record Order(
            String country,
            String addressee,
            String authority,
            String basis,
            String handling,
            String retainUntil,
            String language,
            Terms terms) {}

    /// On which terms something leaves.
    ///
    /// @param content whether the bytes of pictures and films go with it
    /// @param victims whether the addressee is entitled to the identity of victims; whoever chooses
    ///   that, and the second person, must be allowed to see it
    /// @param rules what is held back, one rule a line; empty for nothing but what people marked
    record Terms(boolean content, boolean victims, String rules) {
        /// Digests only, no identity of a victim, no rules.
        public static final Terms USUAL = new Terms(false, false, "");
    }

    /// A number.
    ///
    /// @param key what is counted, such as `messages` or `messages_outside`
    /// @param rows how many
    record Count(String key, long rows) {}

    /// What a selection covers.
    ///
    /// @param why why something is in
    /// @param selection SHA-256 over all that decides what is in; another one is another package
    /// @param generation of the catalog
    /// @param in what goes in
    /// @param out what is left out
    record Preview(String why, String selection, long generation, List<Count> in, List<Count> out) {
        /// Copies.
        public Preview {
            in = List.copyOf(in);
            out = List.copyOf(out);
        }
    }

    /// How far a package is.
    enum State {
        /// Waits for a second person.
        PROPOSED,
        /// Agreed to, and being written.
        SEALING,
        /// Agreed to, but the writing failed or was stopped.
        NOT_SEALED,
        /// Sent back by the second person.
        SENT_BACK,
        /// Written and sealed.
        SEALED
    }

    /// A package.
    ///
    /// @param name such as `tutela-ES-1`
    /// @param order what was chosen
    /// @param by who chose it
    /// @param at when
    /// @param state how far it is
    /// @param second who decided on it; empty where nobody has
    /// @param sentence what the second person wrote, or why it could not be sealed
    /// @param rows what goes in, as the first person saw it
    record Entry(
            String name,
            Order order,
            String by,
            Instant at,
            State state,
            String second,
            String sentence,
            long rows) {}

    /// A row that the second person looks at.
    ///
    /// @param number in the report
    /// @param conversation as it leaves
    /// @param sender as it leaves
    /// @param sent UTC
    /// @param text as it leaves
    record Drawn(long number, String conversation, String sender, String sent, String text) {}

    /// A package as the second person sees it.
    ///
    /// @param entry the package
    /// @param chosen what the first person saw
    /// @param now what the same selection covers now
    /// @param lot messages drawn by lot, as they would leave; the same at every look
    /// @param verdict what verify says of the sealed package, a sentence a line; empty before
    /// @param place where it lies; null before
    record Detail(
            Entry entry,
            Preview chosen,
            Preview now,
            List<Drawn> lot,
            List<String> verdict,
            @Nullable String place) {
        /// Copies.
        public Detail {
            lot = List.copyOf(lot);
            verdict = List.copyOf(verdict);
        }

        /// The same without the messages drawn by lot.
        public Detail withoutLot() {
            return new Detail(entry, chosen, now, List.of(), verdict, place);
        }

        /// Whether the selection covers something else than what was chosen.
        public boolean changed() {
            return !chosen.selection().equals(now.selection());
        }
    }

    /// What an order would cover. Throws [IllegalArgumentException] with a sentence where it is
    /// none.
    Preview preview(Order order) throws IOException;

    /// Writes a proposal down; returns its name. Throws as [#preview].
    String propose(Author by, Order order) throws IOException;

    /// Every package, the newest first.
    List<Entry> list() throws IOException;

    /// A package; empty where there is none of that name.
    Optional<Detail> find(String name) throws IOException;

    /// Agrees, and starts writing and sealing it; also again where that failed. Throws
    /// [IllegalArgumentException] with a sentence where this person may not be the second, somebody
    /// has decided already, or the case is not the one that was chosen from.
    void approve(Author second, String name, String sentence) throws IOException;

    /// Sends it back; throws as [#approve].
    void sendBack(Author second, String name, String sentence) throws IOException;

    /// A door behind which there is nothing.
    static Packages none() {
        return new NoPackages();
    }
}
