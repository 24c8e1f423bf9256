package org.tutela.disclose;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// A map of equal tiles, one a country, roughly where it lies; the square in a tile grows with its
/// number. Countries without a place of their own stand in a row below.
final class CountryMap {
    private static final int PITCH = 58;
    private static final int TILE = 53;
    private static final int COLUMNS = 16;

    /// Column and row of each tile.
    private static final String PLACES =
            "IS 6 0 NO 8 0 SE 9 0 FI 10 0 DK 8 1 EE 10 1 LV 11 1 IE 5 2 GB 6 2 NL 7 2 DE 8 2 PL 9 2"
                    + " LT 10 2 BE 7 3 LU 8 3 CZ 9 3 SK 10 3 UA 11 3 FR 6 4 CH 7 4 AT 8 4 HU 9 4 RO 10"
                    + " 4 MD 11 4 PT 5 5 ES 6 5 IT 7 5 SI 8 5 HR 9 5 BG 10 5 MT 7 6 GR 9 6 CY 11 6 CA 0"
                    + " 1 US 0 2 MX 0 3 CO 1 4 BR 2 5 AR 1 6 MA 6 6 ZA 8 7 IN 13 4 JP 15 2 KR 14 2 PH"
                    + " 14 4 AU 14 5 NZ 15 6";

    private CountryMap() {}

    /// Writes the map as SVG; `numbers` by country code.
    static void write(Html out, Map<String, Long> numbers, ReportWords words) throws IOException {
        Map<String, int[]> places = new TreeMap<>();
        String[] parts = PLACES.split(" ", -1);
        for (int i = 0; i < parts.length; i += 3) {
            places.put(
                    parts[i],
                    new int[] {Integer.parseInt(parts[i + 1]), Integer.parseInt(parts[i + 2])});
        }
        int extra = 0;
        for (String country : new TreeSet<>(numbers.keySet())) {
            if (!places.containsKey(country)) {
                places.put(country, new int[] {extra % COLUMNS, 8 + extra / COLUMNS});
                extra++;
            }
        }
        int rows = 8 + (extra + COLUMNS - 1) / COLUMNS;
        long most = numbers.values().stream().mapToLong(Long::longValue).max().orElse(1);
        out.raw(
                "<figure><svg viewBox=\"0 0 %d %d\" role=\"img\" aria-labelledby=\"map-title\"><title id=\"map-title\">"
                        .formatted(COLUMNS * PITCH, rows * PITCH));
        out.text(words.get("map.title")).raw("</title>\n");
        for (Map.Entry<String, int[]> place : places.entrySet()) {
            int x = place.getValue()[0] * PITCH + 2;
            int y = place.getValue()[1] * PITCH + 2;
            tile(out, place.getKey(), new int[] {x, y}, share(numbers, place.getKey(), most));
        }
        out.raw("</svg><figcaption class=\"note\">").text(words.get("map.note"));
        out.raw("</figcaption></figure>\n");
    }

    /// A number, and its share of the greatest.
    private record Share(long number, double part) {}

    private static Share share(Map<String, Long> numbers, String country, long most) {
        long number = numbers.getOrDefault(country, 0L);
        return new Share(number, Math.sqrt((double) number / most));
    }

    private static void tile(Html out, String country, int[] at, Share share) throws IOException {
        boolean empty = share.number() == 0;
        out.raw(
                "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"3\" fill=\"%s\" stroke=\"%s\"/>"
                        .formatted(
                                at[0],
                                at[1],
                                TILE,
                                TILE,
                                empty ? "#fff" : "#eef0f2",
                                empty ? "#cdd2d7" : "#5d656e"));
        if (!empty) {
            double side = Math.max(4, share.part() * 26);
            out.raw(
                    String.format(
                            Locale.ROOT,
                            "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\""
                                    + " fill=\"#2c6a98\"/>",
                            at[0] + TILE - side - 4,
                            at[1] + TILE - side - 4,
                            side,
                            side));
            out.raw(
                    "<text x=\"%d\" y=\"%d\" font-size=\"13\" text-anchor=\"end\" font-weight=\"bold\" fill=\"#1b1f23\">%d</text>"
                            .formatted(at[0] + TILE - 5, at[1] + 16, share.number()));
        }
        out.raw(
                "<text x=\"%d\" y=\"%d\" font-size=\"13\" fill=\"%s\">%s</text>\n"
                        .formatted(at[0] + 5, at[1] + 16, empty ? "#6b737b" : "#1b1f23", country));
    }
}
