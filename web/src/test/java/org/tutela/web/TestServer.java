package org.tutela.web;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Set;
import org.tutela.answers.ask.Answers;
import org.tutela.answers.ask.Contents;
import org.tutela.casebook.Casebook;
import org.tutela.casebook.Role;
import org.tutela.casebook.User;

/// A server of the case of [TwoExhibits], and people who sign in to it.
///
/// @param settings where the case is
/// @param casebook its casebook
/// @param answers its answers
/// @param server the server
record TestServer(Settings settings, Casebook casebook, Answers answers, Server server)
        implements AutoCloseable {
    private static final String PASSWORD = "twelve balls and a goal";

    /// Writes the case into a folder and serves it, with bytes that come from `contents`.
    static TestServer start(Path temporary, Contents contents) throws IOException {
        Path home = temporary.resolve("case");
        TwoExhibits.write(home);
        Casebook casebook = Casebook.open(home, InstantSource.system());
        Answers answers = Answers.open(home, casebook, contents);
        Settings settings = Settings.local(home, 0);
        return new TestServer(settings, casebook, answers, Server.start(settings, answers));
    }

    /// Makes an account that knows these exhibits, and victims where it knows all.
    void add(String name, Role role, String... exhibits) throws IOException {
        Set<String> known = Set.of(exhibits);
        boolean victims = known.contains(User.ALL_EXHIBITS);
        casebook.users().put("test", new User(name, role, known, victims, false), PASSWORD);
    }

    /// A browser in which nobody is signed in.
    TestBrowser browser() throws IOException {
        return TestBrowser.of(server, settings);
    }

    /// A browser in which somebody is signed in.
    TestBrowser signedIn(String name) throws IOException, InterruptedException {
        TestBrowser browser = browser();
        browser.signIn(name, PASSWORD);
        return browser;
    }

    @Override
    public void close() throws IOException {
        server.close();
        answers.close();
        casebook.close();
    }
}
