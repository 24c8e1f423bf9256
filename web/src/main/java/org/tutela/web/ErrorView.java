package org.tutela.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.View;
import org.tutela.web.view.Screens;

/// What is shown where no page answers: never a trace, never the name of a library.
final class ErrorView implements View {
    private final Screens screens;

    ErrorView(Screens screens) {
        this.screens = screens;
    }

    @Override
    public String getContentType() {
        return "text/html";
    }

    @Override
    public void render(
            @Nullable Map<String, ?> model,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        response.setContentType("text/html;charset=utf-8");
        String key =
                switch (response.getStatus()) {
                    case 404 -> "not-found";
                    case 403 -> "refused";
                    case 400, 413 -> "wrong-parameter";
                    default -> "failed";
                };
        response.getOutputStream()
                .write(screens.bareProblem(request, key).getBytes(StandardCharsets.UTF_8));
    }
}
