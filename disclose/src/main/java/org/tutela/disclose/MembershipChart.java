package org.tutela.disclose;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Who was in a group from when to when, a lane each. An end that was seen is a crossbar; one of
/// which only a bound is known ends in dots; the table of memberships has the words.
final class MembershipChart {
    private static final int LANE = 20;
    private static final int LEFT = 250;
    private static final int WIDTH = 900;
    private static final int MOST_LANES = 60;

    private final ReportWords words;
    private final List<Lane> lanes = new ArrayList<>();
    private long dropped;

    MembershipChart(ReportWords words) {
        this.words = words;
    }

    /// A membership.
    record Lane(String account, End joined, End left) {}

    /// An end of a membership.
    ///
    /// @param at when; null: not known
    /// @param exact whether that is when it happened
    record End(@Nullable Instant at, boolean exact) {}

    /// Takes a membership.
    void add(Lane lane) {
        if (lanes.size() < MOST_LANES) {
            lanes.add(lane);
        } else {
            dropped++;
        }
    }

    /// Writes the chart; nothing where no end of any membership is known.
    void write(Html out, String title, int number) throws IOException {
        Instant first = null;
        Instant last = null;
        for (Lane lane : lanes) {
            for (Instant at : times(lane)) {
                first = first == null || at.isBefore(first) ? at : first;
                last = last == null || at.isAfter(last) ? at : last;
            }
        }
        if (first == null || last == null) {
            return;
        }
        Scale scale = new Scale(first, Math.max(1, Duration.between(first, last).toSeconds()));
        int height = lanes.size() * LANE + 34;
        out.raw(
                "<figure><svg viewBox=\"0 0 %d %d\" role=\"img\" aria-labelledby=\"chart-%d\"><title id=\"chart-%d\">"
                        .formatted(WIDTH, height, number, number));
        out.text(words.get("chart.title") + ": " + title).raw("</title>\n");
        label(out, new double[] {LEFT, 14}, day(first), "start");
        label(out, new double[] {WIDTH - 4, 14}, day(last), "end");
        for (int i = 0; i < lanes.size(); i++) {
            lane(out, lanes.get(i), scale, 26 + i * LANE);
        }
        out.raw("</svg>");
        if (dropped > 0) {
            out.element("figcaption class=\"note\"", words.say("chart.more", dropped));
        }
        out.raw("</figure>\n");
    }

    /// Where a time stands.
    private record Scale(Instant first, long seconds) {
        double x(Instant at) {
            double share = (double) Duration.between(first, at).toSeconds() / seconds;
            return LEFT + 6 + share * (WIDTH - LEFT - 16);
        }
    }

    private static List<Instant> times(Lane lane) {
        List<Instant> times = new ArrayList<>();
        if (lane.joined().at() != null) {
            times.add(lane.joined().at());
        }
        if (lane.left().at() != null) {
            times.add(lane.left().at());
        }
        return times;
    }

    private static void lane(Html out, Lane lane, Scale scale, int y) throws IOException {
        String name = lane.account();
        label(
                out,
                new double[] {0, y + 9},
                name.length() > 38 ? name.substring(0, 37) + "…" : name,
                "start");
        Instant joined = lane.joined().at();
        Instant left = lane.left().at();
        double from = joined == null ? LEFT + 6 : scale.x(joined);
        double to = left == null ? WIDTH - 10 : scale.x(left);
        int middle = y + 5;
        line(
                out,
                new double[] {from, Math.max(to, from + 1)},
                middle,
                left == null && joined == null);
        end(out, from, middle, lane.joined());
        end(out, to, middle, lane.left());
    }

    private static void line(Html out, double[] ends, int y, boolean unknown) throws IOException {
        out.raw(
                String.format(
                        Locale.ROOT,
                        "<line x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\" stroke=\"#2c6a98\""
                                + " stroke-width=\"%d\"%s/>",
                        ends[0],
                        y,
                        ends[1],
                        y,
                        unknown ? 2 : 5,
                        unknown ? " stroke-dasharray=\"2 4\"" : ""));
    }

    private static void end(Html out, double x, int y, End end) throws IOException {
        if (end.at() != null && end.exact()) {
            out.raw(
                    String.format(
                            Locale.ROOT,
                            "<line x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\" stroke=\"#1b1f23\""
                                    + " stroke-width=\"2\"/>\n",
                            x,
                            y - 6,
                            x,
                            y + 6));
        } else {
            out.raw(
                    String.format(
                            Locale.ROOT,
                            "<circle cx=\"%.1f\" cy=\"%d\" r=\"3\" fill=\"#fff\" stroke=\"#2c6a98\""
                                    + " stroke-width=\"1.5\"/>\n",
                            x,
                            y));
        }
    }

    private static void label(Html out, double[] at, String text, String anchor)
            throws IOException {
        out.raw(
                String.format(
                        Locale.ROOT,
                        "<text x=\"%.1f\" y=\"%.1f\" font-size=\"11\" fill=\"#1b1f23\""
                                + " text-anchor=\"%s\">",
                        at[0],
                        at[1],
                        anchor));
        out.text(text).raw("</text>\n");
    }

    private static String day(Instant at) {
        return at.atOffset(ZoneOffset.UTC).toLocalDate().toString();
    }
}
