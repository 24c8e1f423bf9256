package org.tutela.web.page;

import java.util.Map;
import org.springframework.web.servlet.function.RouterFunctions;
import org.tutela.web.view.Screens;

/// `/sign-in`. What is posted there is taken by the security chain.
public final class SignInPage implements Page {
    private final Screens screens;

    /// Shown by `screens`.
    public SignInPage(Screens screens) {
        this.screens = screens;
    }

    @Override
    public void addTo(RouterFunctions.Builder routes) {
        routes.GET(
                "/sign-in",
                request ->
                        screens.open(
                                request,
                                "sign-in",
                                Map.of(
                                        "wrong", request.param("wrong").isPresent(),
                                        "left", request.param("left").isPresent(),
                                        "set", request.param("set").isPresent())));
    }
}
