package org.tutela.web.page;

import java.io.IOException;
import java.util.Locale;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.tutela.answers.ask.Answers;
import org.tutela.answers.work.OnePersonActs;
import org.tutela.answers.work.PersonActs;
import org.tutela.answers.work.PersonDetail;
import org.tutela.answers.work.PersonList;
import org.tutela.casebook.work.Person;
import org.tutela.casebook.work.Persons;
import org.tutela.casebook.work.Suggestions;
import org.tutela.web.view.Screens;
import org.tutela.web.view.Visit;
import org.tutela.web.view.WrongParameter;

/// `/persons` and `/person?id=…`: who is who, as people decided, and deciding it.
public final class PersonsPage implements Page {
    private final Answers answers;
    private final Screens screens;

    /// Asks and acts through `answers`.
    public PersonsPage(Answers answers, Screens screens) {
        this.answers = answers;
        this.screens = screens;
    }

    /// What the list shows.
    ///
    /// @param list the persons
    /// @param part an account or document to be given to one of them; empty where there is none
    public record All(PersonList.Answer list, String part) {}

    /// What is done with a person.
    enum Change {
        /// Decide anew what the person is to the case.
        DECIDE,
        /// An account or document is the person's.
        JOIN,
        /// It is not.
        SEPARATE,
        /// Take the person back.
        TAKE_BACK
    }

    @Override
    public void addTo(RouterFunctions.Builder routes) {
        routes.GET("/persons", this::show);
        routes.POST("/persons", this::decide);
        routes.GET("/person", this::one);
        routes.POST("/person", this::change);
        routes.POST("/one-person", this::answer);
    }

    private ServerResponse show(ServerRequest request) throws IOException {
        Visit visit = screens.visit(request);
        return screens.show(
                visit,
                "persons",
                visit.say("nav.persons"),
                new All(answers.ask(visit.viewer(), new PersonList()), visit.text("part")));
    }

    private ServerResponse one(ServerRequest request) throws IOException {
        Visit visit = screens.visit(request);
        var answer = answers.ask(visit.viewer(), new PersonDetail(visit.need("id")));
        return screens.show(visit, "person", answer.shown().person().name(), answer);
    }

    /// A new person, with an account or document where one is given.
    private ServerResponse decide(ServerRequest request) throws IOException {
        Visit visit = screens.visit(request);
        Persons.Word word = word(visit);
        String part = visit.text("part");
        // The part goes first to the person while nobody is hidden yet: a victim's page may be one
        // that the viewer does not see.
        boolean victim = word.kind() == Person.Kind.VICTIM;
        Persons.Word first =
                victim ? new Persons.Word(Person.Kind.UNKNOWN, word.name(), word.basis()) : word;
        String id = Deeds.perform(answers, visit, new PersonActs.Decide("", first));
        if (!part.isEmpty()) {
            Deeds.perform(answers, visit, new PersonActs.Join(id, part, word.basis()));
        }
        if (victim) {
            Deeds.perform(answers, visit, new PersonActs.Decide(id, word));
        }
        return Deeds.goOn(page(visit, word.kind(), id));
    }

    private ServerResponse change(ServerRequest request) throws IOException {
        Visit visit = screens.visit(request);
        String id = visit.need("id");
        Change change = visit.choice("do", Change.DECIDE, Change.class);
        switch (change) {
            case DECIDE -> {
                Persons.Word word = word(visit);
                Deeds.perform(answers, visit, new PersonActs.Decide(id, word));
                return Deeds.goOn(page(visit, word.kind(), id));
            }
            case JOIN ->
                    Deeds.perform(
                            answers,
                            visit,
                            new PersonActs.Join(id, visit.need("part"), visit.need("basis")));
            case SEPARATE ->
                    Deeds.perform(answers, visit, new PersonActs.TakeBack(id, visit.need("part")));
            case TAKE_BACK -> {
                Deeds.perform(answers, visit, new PersonActs.TakeBack(id, ""));
                return Deeds.goOn("/persons");
            }
        }
        return Deeds.goOn("/person?id=" + Deeds.url(id));
    }

    /// What is answered to a suggestion that two accounts are one person's.
    enum Said {
        /// They are.
        YES,
        /// They are not.
        NO,
        /// It was looked at and stays open.
        OPEN,
        /// What was answered holds no more.
        TAKE_BACK
    }

    private ServerResponse answer(ServerRequest request) throws IOException {
        Visit visit = screens.visit(request);
        Suggestions.Pair pair = Suggestions.Pair.of(visit.need("one"), visit.need("other"));
        String back = visit.need("back");
        if (!back.matches("/(account|network)[?]?[A-Za-z0-9=&%+._*@:-]{0,2000}")) {
            throw new WrongParameter("back");
        }
        switch (visit.choice("answer", Said.OPEN, Said.class)) {
            case YES -> {
                String basis = visit.say("one.basis");
                Deeds.perform(answers, visit, new OnePersonActs.Same(pair, basis));
            }
            case NO -> answer(visit, pair, Suggestions.Word.NOT_ONE);
            case OPEN -> answer(visit, pair, Suggestions.Word.LEFT_OPEN);
            case TAKE_BACK -> Deeds.perform(answers, visit, new OnePersonActs.TakeBack(pair));
        }
        return Deeds.goOn(back + "#one-person");
    }

    private void answer(Visit visit, Suggestions.Pair pair, Suggestions.Word word)
            throws IOException {
        Deeds.perform(answers, visit, new OnePersonActs.Other(pair, word));
    }

    private static String page(Visit visit, Person.Kind kind, String id) {
        boolean hidden = kind == Person.Kind.VICTIM && !visit.viewer().victims();
        return hidden ? "/persons" : "/person?id=" + Deeds.url(id);
    }

    private static Persons.Word word(Visit visit) throws WrongParameter {
        String kind = visit.need("kind").toLowerCase(Locale.ROOT);
        for (Person.Kind each : Person.Kind.values()) {
            if (each.name().toLowerCase(Locale.ROOT).equals(kind)) {
                return new Persons.Word(each, visit.need("name"), visit.need("basis"));
            }
        }
        throw new WrongParameter("kind");
    }
}
