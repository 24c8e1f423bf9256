package org.tutela.web;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.tutela.answers.QueryException;
import org.tutela.answers.ask.NoTask;
import org.tutela.answers.ask.NotAtHand;
import org.tutela.answers.ask.NotFound;
import org.tutela.answers.ask.Refused;
import org.tutela.web.page.Page;
import org.tutela.web.view.Screens;
import org.tutela.web.view.WrongParameter;

/// All routes, and what is shown where a page has no answer.
final class Site {
    private static final System.Logger LOG = System.getLogger(Site.class.getName());
    private static final int LONGEST_WAY_BACK = 1000;

    private Site() {}

    /// Where a task is chosen, and the way back to the page that needed one.
    private static URI chooseTask(ServerRequest request) {
        if (!request.method().equals(HttpMethod.GET)) {
            return URI.create("/tasks");
        }
        String query = request.uri().getRawQuery();
        String page = request.path() + (query == null ? "" : "?" + query);
        if (page.length() > LONGEST_WAY_BACK) {
            return URI.create("/tasks");
        }
        return URI.create("/tasks?next=" + URLEncoder.encode(page, StandardCharsets.UTF_8));
    }

    static RouterFunction<ServerResponse> routes(List<Page> pages, Screens screens) {
        RouterFunctions.Builder routes = RouterFunctions.route();
        for (Page page : pages) {
            page.addTo(routes);
        }
        routes.onError(
                Refused.class,
                (failure, request) ->
                        screens.problem(
                                request,
                                HttpStatus.FORBIDDEN,
                                "refused." + ((Refused) failure).right()));
        routes.onError(
                NoTask.class,
                (failure, request) -> ServerResponse.seeOther(chooseTask(request)).build());
        routes.onError(
                NotFound.class,
                (failure, request) -> screens.problem(request, HttpStatus.NOT_FOUND, "not-found"));
        routes.onError(
                NotAtHand.class,
                (failure, request) -> {
                    LOG.log(System.Logger.Level.WARNING, "bytes could not be read", failure);
                    return screens.problem(request, HttpStatus.NOT_FOUND, "not-at-hand");
                });
        routes.onError(
                WrongParameter.class,
                (failure, request) ->
                        screens.problem(request, HttpStatus.BAD_REQUEST, "wrong-parameter"));
        routes.onError(
                QueryException.class,
                (failure, request) -> {
                    LOG.log(System.Logger.Level.WARNING, "a question was not answered", failure);
                    return screens.problem(request, HttpStatus.SERVICE_UNAVAILABLE, "too-long");
                });
        routes.onError(
                IOException.class,
                (failure, request) -> {
                    LOG.log(System.Logger.Level.ERROR, "a page failed", failure);
                    return screens.problem(request, HttpStatus.INTERNAL_SERVER_ERROR, "failed");
                });
        return routes.build();
    }
}
