package org.tutela.web.page;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import org.springframework.web.servlet.function.ServerResponse;
import org.tutela.answers.ask.Act;
import org.tutela.answers.ask.Answers;
import org.tutela.web.view.Visit;
import org.tutela.web.view.WrongParameter;

/// What the pages that change something have in common.
final class Deeds {
    private Deeds() {}

    /// Does it; a text that is empty or too long is a wrong parameter.
    static <R> R perform(Answers answers, Visit visit, Act<R> act) throws IOException {
        try {
            return answers.act(visit.viewer(), act);
        } catch (IllegalArgumentException e) {
            throw new WrongParameter(String.valueOf(e.getMessage()));
        }
    }

    /// Goes on with a page of ours.
    static ServerResponse goOn(String path) {
        return ServerResponse.seeOther(URI.create(path)).build();
    }

    /// The address of a page with these parameters, ready for one more.
    static String address(String path, Collection<Map.Entry<String, String>> parameters) {
        StringBuilder address = new StringBuilder(path).append('?');
        parameters.forEach(each ->
                address.append(each.getKey()).append('=').append(url(each.getValue())).append('&'));
        return address.toString();
    }

    /// A value for a query of an address.
    static String url(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
