package org.tutela.scenario.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A made-up message as it was sent.
///
/// @param key the messenger's stable id
/// @param conversation where
/// @param sender account
/// @param at milliseconds since 1970 UTC
/// @param body what was sent
/// @param forwardScore how often it was passed on before; 0: not forwarded
/// @param replyTo key of the message it answers
/// @param fate what became of it
/// @param reactions reactions to it
public record PlannedMessage(
        String key,
        int conversation,
        int sender,
        long at,
        Body body,
        int forwardScore,
        @Nullable String replyTo,
        Fate fate,
        List<Reaction> reactions) {
    /// A copy of the reactions.
    public PlannedMessage {
        reactions = List.copyOf(reactions);
    }

    /// What became of a message.
    public enum Fate {
        /// It stayed.
        LIVE,
        /// Its sender changed the text; the body holds the last one.
        EDITED,
        /// Its sender deleted it for everyone; one phone was off and kept it.
        REVOKED
    }

    /// A reaction.
    ///
    /// @param key its own id
    /// @param account who
    /// @param at milliseconds since 1970 UTC
    /// @param sign an emoji
    public record Reaction(String key, int account, long at, String sign) {}

    /// What was sent.
    public sealed interface Body {
        /// Words.
        ///
        /// @param text the words
        /// @param mentioned account spoken to
        /// @param invite canonical invite within the text
        record Text(String text, @Nullable Integer mentioned, @Nullable String invite)
                implements Body {}

        /// A picture.
        ///
        /// @param picture its place in the plan
        /// @param caption words under it
        record Picture(int picture, @Nullable String caption) implements Body {}

        /// A document.
        ///
        /// @param document its place in the plan
        record Document(int document) implements Body {}

        /// A place.
        ///
        /// @param latitude degrees
        /// @param longitude degrees
        /// @param name of the place
        record Place(double latitude, double longitude, String name) implements Body {}

        /// A contact card.
        ///
        /// @param account whose
        record ContactCard(int account) implements Body {}

        /// A poll.
        ///
        /// @param question the question
        /// @param options the answers
        /// @param votes who voted what
        record Poll(String question, List<String> options, List<Vote> votes) implements Body {
            /// Copies of the lists.
            public Poll {
                options = List.copyOf(options);
                votes = List.copyOf(votes);
            }
        }

        /// A card that invites to a group.
        ///
        /// @param group conversation it leads to
        record InviteCard(int group) implements Body {}

        /// A call that was answered.
        ///
        /// @param seconds how long
        /// @param video with pictures
        record Call(int seconds, boolean video) implements Body {}
    }

    /// A vote in a poll.
    ///
    /// @param key its own id
    /// @param account who
    /// @param at milliseconds since 1970 UTC
    /// @param option place in the options
    public record Vote(String key, int account, long at, int option) {}

    /// The words a reader of the messenger sees in the message; null where there are none.
    public @Nullable String words() {
        return switch (body) {
            case Body.Text text -> text.text();
            case Body.Picture picture -> picture.caption();
            case Body.Poll poll -> poll.question();
            case Body.Document _,
                    Body.Place _,
                    Body.ContactCard _,
                    Body.InviteCard _,
                    Body.Call _ ->
                    null;
        };
    }

    PlannedMessage withFate(Fate other) {
        return new PlannedMessage(
                key, conversation, sender, at, body, forwardScore, replyTo, other, reactions);
    }

    PlannedMessage withoutReply() {
        return new PlannedMessage(
                key, conversation, sender, at, body, forwardScore, null, fate, reactions);
    }

    PlannedMessage withBody(Body other) {
        return new PlannedMessage(
                key, conversation, sender, at, other, forwardScore, replyTo, fate, reactions);
    }

    PlannedMessage withReactions(List<Reaction> others) {
        return new PlannedMessage(
                key, conversation, sender, at, body, forwardScore, replyTo, fate, others);
    }
}
