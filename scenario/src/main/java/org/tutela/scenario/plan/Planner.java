package org.tutela.scenario.plan;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.tutela.scenario.plan.PlannedAccount.NumberKnown;
import org.tutela.scenario.plan.PlannedConversation.Direct;

/// Makes operations. The same scale and seed give the same operation.
public final class Planner {
    private Planner() {}

    /// The operation of that scale for a seed.
    public static Operation plan(Scale scale, long seed) {
        Cast cast = Cast.of(scale, Dice.of(seed, "cast"));
        Props props = new Props(scale, Dice.of(seed, "props"));
        Stage stage = new Stage(scale, cast, Dice.of(seed, "stage"));
        new Play(stage, new Talk(stage, props.forChats(), props.documents().size())).run();
        Operation played =
                new Operation(
                        seed,
                        cast.accounts(),
                        stage.rooms.stream().map(Room::toConversation).toList(),
                        stage.events,
                        stage.messages,
                        stage.changes,
                        Exhibits.of(scale, cast),
                        props.pictures(),
                        props.documents(),
                        List.of(),
                        Map.of(),
                        Map.of(),
                        Map.of(),
                        Map.of(),
                        props.listed());
        Aftermath aftermath = new Aftermath(played, stage.anchors, Dice.of(seed, "aftermath"));
        aftermath.run();
        return finish(played, aftermath, props);
    }

    private static Operation finish(Operation played, Aftermath aftermath, Props props) {
        Map<Integer, Integer> mapper = mappers(played, aftermath);
        return new Operation(
                played.seed(),
                played.accounts(),
                played.conversations(),
                played.events(),
                aftermath.messages(),
                played.changes(),
                played.exhibits(),
                played.pictures(),
                played.documents(),
                props.placements(played),
                aftermath.lost(),
                aftermath.keeper(),
                mapper,
                addressBooks(played, mapper),
                played.listed());
    }

    /// One phone that meets the account by its opaque id knows its number.
    private static Map<Integer, Integer> mappers(Operation played, Aftermath aftermath) {
        Map<Integer, Integer> mapper = new HashMap<>();
        for (PlannedAccount account : played.accounts()) {
            if (account.known() == NumberKnown.ON_ONE_PHONE) {
                List<Integer> seers =
                        aftermath.views().stream()
                                .filter(view -> view.jids(played).contains(account.lidJid()))
                                .map(PhoneView::exhibit)
                                .toList();
                if (!seers.isEmpty()) {
                    mapper.put(account.index(), seers.get(account.index() % seers.size()));
                }
            }
        }
        return mapper;
    }

    private static Map<Integer, Set<Integer>> addressBooks(
            Operation played, Map<Integer, Integer> mapper) {
        Dice dice = Dice.of(played.seed(), "address books");
        List<Integer> open =
                IntStream.range(0, played.accounts().size() - 1)
                        .filter(a -> !played.accounts().get(a).shy())
                        .boxed()
                        .toList();
        Map<Integer, Set<Integer>> books = new HashMap<>();
        for (int phone : played.phones()) {
            int owner = played.exhibits().get(phone).owner();
            Set<Integer> book = new TreeSet<>(dice.some(open, dice.between(8, 12)));
            played.conversations().stream()
                    .filter(Direct.class::isInstance)
                    .map(Direct.class::cast)
                    .filter(direct -> direct.has(owner) && dice.percent(80))
                    .forEach(direct -> book.add(direct.partner(owner)));
            mapper.forEach((account, exhibit) -> {
                if (exhibit == phone) {
                    book.add(account);
                }
            });
            book.remove(owner);
            books.put(phone, new HashSet<>(book));
        }
        return books;
    }
}
