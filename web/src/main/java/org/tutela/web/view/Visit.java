package org.tutela.web.view;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.function.ServerRequest;
import org.tutela.answers.ask.Desk;
import org.tutela.answers.ask.Viewer;

/// One request of a signed-in person.
///
/// @param request the request
/// @param viewer who asks
/// @param words in the person's language
public record Visit(ServerRequest request, Viewer viewer, Words words) {
    /// Characters of the longest parameter.
    static final int LONGEST = 4096;

    private static final int MOST = 100;

    /// The words of a key.
    public String say(String key, Object... arguments) {
        return words.say(key, arguments);
    }

    /// A parameter that must be there; throws [WrongParameter] where it is not.
    public String need(String name) throws WrongParameter {
        String value = request.param(name).orElse("");
        if (value.isEmpty() || value.length() > LONGEST || value.indexOf('\0') >= 0) {
            throw new WrongParameter(name);
        }
        return value;
    }

    /// The id of a fact or linked fact, which must be there; throws [WrongParameter] where it is
    /// none.
    public String id(String name) throws WrongParameter {
        String value = need(name);
        if (!Desk.isId(value)) {
            throw new WrongParameter(name);
        }
        return value;
    }

    /// A parameter; empty where it is not there. Throws [WrongParameter] where it is longer than
    /// any should be.
    public String text(String name) throws WrongParameter {
        String value = request.param(name).orElse("");
        if (value.length() > LONGEST || value.indexOf('\0') >= 0) {
            throw new WrongParameter(name);
        }
        return value;
    }

    /// The values of a parameter that may come more than once; empty ones are left out. Throws
    /// [WrongParameter] where there are more or longer ones than any page writes.
    public Set<String> texts(String name) throws WrongParameter {
        List<String> values = request.params().getOrDefault(name, List.of());
        Set<String> kept = new TreeSet<>();
        for (String value : values) {
            if (values.size() > MOST || value.length() > LONGEST || value.indexOf('\0') >= 0) {
                throw new WrongParameter(name);
            }
            kept.add(value);
        }
        kept.remove("");
        return kept;
    }

    /// A parameter that is a day such as `2026-03-02`; null where it is not there.
    public @Nullable LocalDate day(String name) throws WrongParameter {
        String value = text(name);
        if (value.isEmpty()) {
            return null;
        }
        if (!value.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}")) {
            throw new WrongParameter(name);
        }
        try {
            return LocalDate.parse(value);
        } catch (DateTimeException e) {
            throw new WrongParameter(name);
        }
    }

    /// A parameter that is a number from 0 on; `other` where it is not there.
    public long number(String name, long other) throws WrongParameter {
        String value = text(name);
        if (value.isEmpty()) {
            return other;
        }
        if (!value.matches("[0-9]{1,18}")) {
            throw new WrongParameter(name);
        }
        return Long.parseLong(value);
    }

    /// Whether the table of the page is to be saved as CSV.
    public boolean asTable() throws WrongParameter {
        String as = text("as");
        if (!as.isEmpty() && !as.equals("csv")) {
            throw new WrongParameter("as");
        }
        return !as.isEmpty();
    }

    /// The number of the page of a list, from 1.
    public int page() throws WrongParameter {
        long page = number("page", 1);
        if (page < 1 || page > 1_000_000) {
            throw new WrongParameter("page");
        }
        return (int) page;
    }

    /// A parameter that is one of the constants of an enum, in lower case; `other` where it is not
    /// there.
    public <E extends Enum<E>> E choice(String name, E other, Class<E> type) throws WrongParameter {
        String value = text(name);
        if (value.isEmpty()) {
            return other;
        }
        for (E each : type.getEnumConstants()) {
            if (each.name().toLowerCase(Locale.ROOT).equals(value)) {
                return each;
            }
        }
        throw new WrongParameter(name);
    }
}
