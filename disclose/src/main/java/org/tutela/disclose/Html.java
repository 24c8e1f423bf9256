package org.tutela.disclose;

import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Pages of a report: no script, nothing from elsewhere, one style for screen and paper.
final class Html {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private static final String STYLE =
            """
            body{font:16px/1.5 Georgia,"Times New Roman",serif;color:#1b1f23;background:#fff;margin:0}
            main,header,footer,nav{max-width:62rem;margin:0 auto;padding:0 1rem}
            h1{font-size:1.7rem;line-height:1.25;margin:1.5rem 0 .5rem}h2{font-size:1.25rem;margin:2.2rem 0 .4rem;border-top:1px solid #767676;padding-top:.8rem}h3{font-size:1.05rem;margin:1.4rem 0 .3rem}
            table{border-collapse:collapse;font:13px/1.4 Arial,Helvetica,sans-serif;width:100%;margin:.6rem 0}
            caption{text-align:left;color:#454c54;padding-bottom:.25rem}
            th,td{border:1px solid #a5abb1;padding:.2rem .4rem;text-align:left;vertical-align:top;overflow-wrap:anywhere}
            th{background:#eef0f2}td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}td.n,th.n,td.at{white-space:nowrap;overflow-wrap:normal}
            td.id{font:11.5px/1.4 "DejaVu Sans Mono",Consolas,monospace;color:#333}
            dl{display:grid;grid-template-columns:max-content 1fr;gap:.15rem 1rem}dt{font-weight:bold}dd{margin:0}
            a{color:#14557f}.draft{border:3px solid #a11;color:#911;padding:.5rem .8rem;font-weight:bold}
            .note{color:#454c54;font-size:.9rem}figure{margin:.8rem 0}svg{max-width:100%;height:auto;font-family:Arial,Helvetica,sans-serif}
            .wide{table-layout:fixed}.wide th.place{width:22%}p.text{margin:0;white-space:pre-wrap}
            @media print{body{font-size:10.5pt}main,header,footer,nav{max-width:none;padding:0}table{font-size:8pt}td.id,.wide th{font-size:7pt}
            thead{display:table-header-group}tr,figure{break-inside:avoid}h2,h3,caption{break-after:avoid}a{color:inherit}@page{size:A4;margin:14mm}}
            """;

    private final Writer out;

    Html(Writer out) {
        this.out = out;
    }

    /// Starts a page; its heading follows.
    void begin(String language, String title) throws IOException {
        raw("<!DOCTYPE html>\n<html lang=\"" + language + "\"><head><meta charset=\"utf-8\">");
        raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>");
        text(title).raw("</title><style>\n" + STYLE + "</style></head><body>\n<main>\n");
    }

    void end() throws IOException {
        raw("</main></body></html>\n");
    }

    /// Writes markup of ours.
    Html raw(String markup) throws IOException {
        out.append(markup);
        return this;
    }

    /// Writes text of anybody's.
    Html text(String text) throws IOException {
        out.append(escape(text));
        return this;
    }

    /// Writes an element that holds text only.
    Html element(String name, String text) throws IOException {
        raw("<" + name + ">").text(text);
        return raw("</" + name.split(" ", 2)[0] + ">\n");
    }

    /// A value as people read it.
    static String shown(@Nullable Object value) {
        return value instanceof Instant time ? TIME.format(time) : Rows.text(value);
    }

    /// HTML text; characters that would turn the direction of what follows, and others that cannot
    /// be seen, are shown as such.
    static String escape(String text) {
        int plain = 0;
        while (plain < text.length() && isPlain(text.charAt(plain))) {
            plain++;
        }
        if (plain == text.length()) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length() + 16).append(text, 0, plain);
        for (int i = plain; i < text.length(); i++) {
            char unit = text.charAt(i);
            switch (unit) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                default -> out.append(hidden(unit) ? '\ufffd' : unit);
            }
        }
        return out.toString();
    }

    private static boolean isPlain(char unit) {
        return unit != '&' && unit != '<' && unit != '>' && unit != '"' && !hidden(unit);
    }

    private static boolean hidden(char unit) {
        boolean turns =
                (unit >= '\u202a' && unit <= '\u202e') || (unit >= '\u2066' && unit <= '\u2069');
        boolean control = unit < ' ' && unit != '\n' && unit != '\t';
        return turns || control || (unit >= '\u007f' && unit < '\u00a0');
    }
}
