package org.tutela.webtest;

import com.deque.html.axecore.playwright.AxeBuilder;
import java.util.ArrayList;
import java.util.List;

/// What must be true of every page: no barrier that axe finds by WCAG 2.2 A and AA, nothing wider
/// than the window, nothing that stands out of the page, nothing of the evidence taken for markup.
final class Checks {
    private static final List<String> RULES =
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa");

    /// Elements that begin or end outside the window and are cut by nothing around them.
    private static final String STANDS_OUT =
            """
            (() => {
              const cut = e => {
                for (let p = e.parentElement; p; p = p.parentElement) {
                  const style = getComputedStyle(p);
                  if (style.overflowX !== 'visible' || style.contain.includes('paint')) return true;
                  if (style.position === 'fixed') return true;
                }
                return false;
              };
              const out = [];
              for (const e of document.querySelectorAll('body *')) {
                const style = getComputedStyle(e);
                if (style.visibility === 'hidden' || style.clipPath !== 'none') continue;
                const box = e.getBoundingClientRect();
                if (box.width > 1 && (box.right > innerWidth + 1 || box.left < -1) && !cut(e))
                  out.push(e.tagName + '.' + e.className + ' ' + Math.round(box.left) + '-' + Math.round(box.right));
              }
              return out.slice(0, 5);
            })()
            """;

    /// Elements and attributes that no page of ours writes into what it shows.
    private static final String MARKUP =
            """
            [...document.querySelectorAll('body script:not([src]), iframe, object, embed, base, body link, body meta,'
                + ' [onerror], [onmouseover], [onfocus], [autofocus]:not(input), [href^="javascript:"],'
                + ' [src*="evil.example"], [href*="evil.example"]:not([href^="/"])')].map(e => e.outerHTML.slice(0, 200))
            """;

    private final Visitor visitor;
    private final List<String> wrong = new ArrayList<>();

    Checks(Visitor visitor) {
        this.visitor = visitor;
    }

    /// Everything that was wrong on the pages looked at.
    List<String> wrong() {
        return List.copyOf(wrong);
    }

    /// Looks at the page that is open, with all checks.
    void look(String path) {
        new AxeBuilder(visitor.page)
                .withTags(RULES)
                .analyze()
                .getViolations()
                .forEach(found -> wrong.add(path + ": " + found.getId() + " " + found.getNodes()));
        shape(path);
    }

    /// Looks at the page that is open, without axe.
    void shape(String path) {
        Object wide = visitor.page.evaluate("document.documentElement.scrollWidth - innerWidth");
        if (((Number) wide).intValue() > 0) {
            wrong.add(path + ": wider than the window by " + wide);
        }
        list(STANDS_OUT).forEach(each -> wrong.add(path + ": stands out: " + each));
        list(MARKUP).forEach(each -> wrong.add(path + ": taken for markup: " + each));
    }

    private List<?> list(String script) {
        return (List<?>) visitor.page.evaluate(script);
    }
}
