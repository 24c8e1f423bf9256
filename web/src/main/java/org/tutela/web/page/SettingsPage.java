package org.tutela.web.page;

import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.tutela.web.view.Screens;
import org.tutela.web.view.Visit;
import org.tutela.web.view.Words;
import org.tutela.web.view.WrongParameter;

/// `/settings`: language, look and keys, kept as long as the session.
public final class SettingsPage implements Page {
    private static final List<String> THEMES = List.of("", "light", "dark", "dim");

    private static final List<String> LETTERS = List.of("", "off");

    private final Screens screens;

    /// Shown by `screens`.
    public SettingsPage(Screens screens) {
        this.screens = screens;
    }

    /// What the template shows.
    ///
    /// @param languages tags of the languages
    /// @param themes names of the looks
    public record Shown(List<String> languages, List<String> themes) {}

    @Override
    public void addTo(RouterFunctions.Builder routes) {
        routes.GET("/settings", this::show);
        routes.POST("/settings", this::keep);
    }

    private ServerResponse show(ServerRequest request) throws IOException {
        Visit visit = screens.visit(request);
        return screens.show(
                visit, "settings", visit.say("nav.settings"), new Shown(Words.LANGUAGES, THEMES));
    }

    private ServerResponse keep(ServerRequest request) throws IOException {
        Visit visit = screens.visit(request);
        String language = visit.text("language");
        String theme = visit.text("theme");
        String letters = visit.text("letters");
        if (!LETTERS.contains(letters)
                || !Words.LANGUAGES.contains(language)
                || !THEMES.contains(theme)) {
            throw new WrongParameter("settings");
        }
        HttpSession session = request.servletRequest().getSession();
        session.setAttribute(Screens.LANGUAGE, language);
        session.setAttribute(Screens.THEME, theme);
        session.setAttribute(Screens.LETTERS, letters);
        return ServerResponse.seeOther(URI.create("/settings")).build();
    }
}
