package org.tutela.web.page;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.tutela.casebook.Casebook;
import org.tutela.casebook.User;
import org.tutela.casebook.Users;
import org.tutela.web.view.Screens;

/// `/password?token=…`: sets a password by a link that is good once.
public final class PasswordPage implements Page {
    private final Screens screens;
    private final Casebook casebook;

    /// Sets passwords in `casebook`.
    public PasswordPage(Screens screens, Casebook casebook) {
        this.screens = screens;
        this.casebook = casebook;
    }

    @Override
    public void addTo(RouterFunctions.Builder routes) {
        routes.GET("/password", request -> form(request, token(request), ""));
        routes.POST("/password", this::set);
    }

    private ServerResponse form(ServerRequest request, String token, String wrong)
            throws IOException {
        Optional<String> user = casebook.passwordLinks().find(token);
        return screens.open(
                request,
                "password",
                Map.of(
                        "token",
                        token,
                        "user",
                        user.orElse(""),
                        "wrong",
                        wrong,
                        "shortest",
                        Users.SHORTEST_PASSWORD));
    }

    private ServerResponse set(ServerRequest request) throws IOException {
        String token = token(request);
        Optional<User> user = Optional.empty();
        Optional<String> name = casebook.passwordLinks().find(token);
        if (name.isPresent()) {
            user = casebook.users().find(name.get());
        }
        if (user.isEmpty()) {
            return form(request, token, "");
        }
        String password = request.param("password").orElse("");
        if (password.length() < Users.SHORTEST_PASSWORD) {
            return form(request, token, "short");
        }
        if (!password.equals(request.param("again").orElse(""))) {
            return form(request, token, "different");
        }
        casebook.users().put(user.get().name(), user.get(), password);
        casebook.passwordLinks().spend(user.get().name());
        return ServerResponse.seeOther(URI.create("/sign-in?set")).build();
    }

    private static String token(ServerRequest request) {
        return request.param("token").orElse("");
    }
}
