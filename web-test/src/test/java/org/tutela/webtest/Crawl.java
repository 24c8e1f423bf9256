package org.tutela.webtest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Goes wherever links lead, to some pages of each kind: a kind is a path, with the names of its
/// parameters where they are told apart.
final class Crawl {
    private static final Pattern ROUTE = Pattern.compile("\\.GET\\(\\s*\"(/[^\"]*)\"");

    /// Most pages of one kind.
    private final int each;

    private final boolean parameters;

    private final Deque<String> waiting = new ArrayDeque<>();
    private final Set<String> known = new TreeSet<>();
    private final Map<String, Integer> kinds = new HashMap<>();

    /// What is done with a page that is open.
    interface Look {
        void at(String path);
    }

    /// @param each most pages of one kind
    /// @param parameters whether pages of one path with other parameters are of another kind
    /// @param roots where to begin; all of them are gone to
    Crawl(int each, boolean parameters, List<String> roots) {
        this.each = each;
        this.parameters = parameters;
        waiting.addAll(roots);
        known.addAll(roots);
    }

    /// Looks at every page that is reached, and returns the paths and the status of each.
    Map<String, Integer> go(Visitor visitor, Look look) {
        Map<String, Integer> seen = new LinkedHashMap<>();
        while (!waiting.isEmpty()) {
            String path = waiting.removeFirst();
            seen.put(path, visitor.open(path));
            Object links =
                    visitor.page.evaluate(
                            "[...document.querySelectorAll('a[href^=\"/\"]')].map(a => a.getAttribute('href'))");
            ((List<?>) links).forEach(link -> offer(String.valueOf(link)));
            look.at(path);
        }
        return seen;
    }

    private void offer(String link) {
        String path = link.replaceFirst("#.*", "");
        // What is no page of its own.
        boolean file = path.startsWith("/look/") || path.contains("as=csv");
        if (file || path.startsWith("/pixels") || !known.add(path)) {
            return;
        }
        if (kinds.merge(kind(path), 1, Integer::sum) <= each) {
            waiting.addLast(path);
        }
    }

    /// The kind that the page at a path is of.
    String kind(String path) {
        int query = path.indexOf('?');
        if (query < 0 || !parameters) {
            return query < 0 ? path : path.substring(0, query);
        }
        return Arrays.stream(path.substring(query + 1).split("&", -1))
                .map(pair -> pair.replaceFirst("=.*", ""))
                .sorted()
                .distinct()
                .collect(Collectors.joining("&", path.substring(0, query) + "?", ""));
    }

    /// The paths that the sources of the pages route, without parameters.
    static Set<String> routes() {
        Path pages =
                Path.of(System.getProperty("tutela.root", ".."))
                        .resolve("web/src/main/java/org/tutela/web/page");
        Set<String> routes = new TreeSet<>();
        try (Stream<Path> files = Files.walk(pages)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Matcher matcher = ROUTE.matcher(Files.readString(file));
                while (matcher.find()) {
                    routes.add(matcher.group(1));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return routes;
    }
}
