package org.tutela.scenario.plan;

import java.util.List;
import java.util.Locale;

/// Words for made-up chats about football, recipes and gardens, and made-up names.
final class Words {
    private static final List<String> GIVEN =
            List.of(
                    "Alba", "Bruno", "Carla", "Dario", "Elin", "Fabio", "Greta", "Hugo", "Irene",
                    "Jonas", "Katja", "Leon", "Mara", "Nuno", "Olga", "Pavel", "Quim", "Rosa",
                    "Sven", "Tilda", "Ugo", "Vera", "Wanda", "Xenia", "Yara", "Zeno");
    private static final List<String> FAMILY =
            List.of(
                    "Abrilde",
                    "Bosquero",
                    "Campanil",
                    "Dornwald",
                    "Estelar",
                    "Fjordmark",
                    "Grano",
                    "Heidekorn",
                    "Islandes",
                    "Jardines",
                    "Kornfeld",
                    "Lagomar",
                    "Montecino",
                    "Nordlicht",
                    "Olivares",
                    "Pradella",
                    "Quintal",
                    "Ribalta",
                    "Sommerby",
                    "Trigales",
                    "Uferweg",
                    "Vallezul",
                    "Windfeld",
                    "Zarzamor");
    private static final List<String> SUBJECTS =
            List.of(
                    "Sunday football",
                    "Recipes of Grandma",
                    "Balcony gardeners",
                    "Cycling to the coast",
                    "Chess at the café",
                    "Hiking in May",
                    "Choir rehearsal",
                    "Board games",
                    "Bread bakers",
                    "Old radios",
                    "Kite builders",
                    "River clean-up");
    private static final List<String> SENTENCES =
            List.of(
                    "Training is on %s at seven, bring water.",
                    "Who has the ball this week?",
                    "The %s was far too salty yesterday.",
                    "I have planted tomatoes again, the %s did not like the frost.",
                    "We won three to one in %s!",
                    "Does anybody have a good recipe for %s?",
                    "See you at the station of %s, second track.",
                    "The referee should try %s instead.",
                    "¿Quién trae la tortilla el %s?",
                    "Für den Kuchen brauchen wir noch %s.",
                    "On mange de la %s dimanche?",
                    "Vi ses i %s på lördag!",
                    "Obrigado, a %s estava ótima 😋",
                    "My bicycle needs a new chain before %s.",
                    "The pitch is wet, shoes with studs please ⚽",
                    "Two eggs, flour, a little %s, that is all.",
                    "Please vote for the jerseys until %s.",
                    "I will be late, the tram to %s stands still.",
                    "Rain on %s, shall we play anyway?",
                    "The soup with %s is ready 🍲");
    private static final List<String> THINGS =
            List.of(
                    "paella",
                    "rhubarb",
                    "Monday",
                    "Friday",
                    "Villaverde de Arriba",
                    "Neuendorf",
                    "cinnamon",
                    "pumpkin",
                    "Lagomar",
                    "basil",
                    "gazpacho",
                    "lentils",
                    "Saturday",
                    "Port Azure",
                    "marmalade",
                    "Kornfeld",
                    "cabbage",
                    "ginger",
                    "Wednesday",
                    "Montecino");

    private Words() {}

    static String name(int index) {
        String family = FAMILY.get((index * 7 + index / GIVEN.size()) % FAMILY.size());
        return GIVEN.get(index % GIVEN.size()) + " " + family;
    }

    static String subject(int index) {
        String base = SUBJECTS.get(index % SUBJECTS.size());
        return index < SUBJECTS.size() ? base : base + " " + (index / SUBJECTS.size() + 1);
    }

    static String sentence(Dice dice) {
        return dice.pick(SENTENCES).replace("%s", dice.pick(THINGS));
    }

    static String place(Dice dice) {
        return dice.pick(
                List.of("Villaverde de Arriba", "Neuendorf", "Lagomar", "Port Azure", "Kornfeld"));
    }

    static String fileName(String title, String extension) {
        return title.toLowerCase(Locale.ROOT).replace(' ', '-') + "." + extension;
    }
}
