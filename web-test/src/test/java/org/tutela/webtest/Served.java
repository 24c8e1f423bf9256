package org.tutela.webtest;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A case that is being served, people who may sign in, and a browser.
///
/// @param chromium the browser
/// @param serving the server
record Served(Chromium chromium, Product.Serving serving) {

    /// Somebody with an account.
    ///
    /// @param name of the account
    /// @param role as on the command line
    /// @param exhibits that the person needs to know; `*`: all
    /// @param more further words for `user add`
    record Person(String name, String role, String exhibits, List<String> more) {
        /// Who needs to know all exhibits.
        static Person of(String name, String role) {
            return new Person(name, role, "*", List.of());
        }
    }

    /// Makes a case, once it is known that there is a browser.
    interface Making {
        void make(Path chosen) throws IOException, InterruptedException;
    }

    /// Has a case made at a path that is not there yet, adds people to it, and serves it.
    static Served start(Path chosen, Making making, List<Person> people)
            throws IOException, InterruptedException {
        Chromium chromium = Chromium.start();
        try {
            making.make(chosen);
            Path password = Files.createTempFile("tutela", "password");
            Files.writeString(password, Visitor.PASSWORD);
            for (Person person : people) {
                add(chosen, person, password);
            }
            Files.delete(password);
            return new Served(chromium, Product.serve(chosen));
        } catch (IOException | InterruptedException | RuntimeException e) {
            chromium.close();
            throw e;
        }
    }

    private static void add(Path chosen, Person person, Path password)
            throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("user", "add", chosen.toString()));
        words.addAll(List.of(person.name(), "--role", person.role()));
        words.addAll(List.of("--exhibits", person.exhibits()));
        words.addAll(List.of("--password-file", password.toString()));
        words.addAll(person.more());
        Product.run(words.toArray(String[]::new));
    }

    /// The browser.
    Browser browser() {
        return chromium.browser();
    }

    /// Where the server answers.
    String address() {
        return serving.address();
    }

    /// Somebody who signed in, by day.
    Visitor visitor(String user) {
        return visitor(user, ColorScheme.LIGHT);
    }

    /// Somebody who signed in.
    Visitor visitor(String user, ColorScheme scheme) {
        return new Visitor(browser(), address(), user, scheme);
    }

    /// Ends both.
    void stop() throws InterruptedException {
        chromium.close();
        serving.process().destroy();
        serving.process().waitFor();
    }
}
