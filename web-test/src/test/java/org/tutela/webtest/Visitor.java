package org.tutela.webtest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.ArrayList;
import java.util.List;

/// Somebody who signed in. Closing fails on a request to another host, a script error, a dialog or
/// anything that the policy of the pages refused.
final class Visitor implements AutoCloseable {
    /// The password of everybody in these tests.
    static final String PASSWORD = "twelve balls and a goal";

    private final BrowserContext context;
    private final String address;
    private final List<String> wrong = new ArrayList<>();

    /// What the visitor sees.
    final Page page;

    Visitor(Browser browser, String address, String user, ColorScheme scheme) {
        this.address = address;
        context =
                browser.newContext(
                        new Browser.NewContextOptions()
                                .setIgnoreHTTPSErrors(true)
                                .setColorScheme(scheme)
                                .setViewportSize(1280, 900));
        // Machines that build much else at the same time are slow, not wrong.
        context.setDefaultTimeout(60_000);
        context.setDefaultNavigationTimeout(60_000);
        page = context.newPage();
        context.onRequest(request -> {
            if (!request.url().startsWith(address) && !request.url().startsWith("data:")) {
                wrong.add("asked " + request.url());
            }
        });
        page.onPageError(error -> wrong.add("script: " + error));
        page.onDialog(dialog -> {
            wrong.add("dialog: " + dialog.message());
            dialog.dismiss();
        });
        page.onConsoleMessage(message -> {
            if (message.text().contains("Content Security Policy")) {
                wrong.add(message.text() + " on " + page.url());
            }
        });
        open("/sign-in");
        page.fill("[name=name]", user);
        page.fill("[name=password]", PASSWORD);
        page.click("button[type=submit]");
        page.waitForURL(address);
    }

    /// Goes to a path, which begins with a slash, and returns the status of the answer.
    int open(String path) {
        return page.navigate(address + path.substring(1)).status();
    }

    @Override
    public void close() {
        context.close();
        assertEquals(List.of(), wrong);
    }
}
