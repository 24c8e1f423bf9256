package org.tutela.web.view;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// A map of equal tiles, one a country, each roughly where it lies: no country looks larger than
/// another for its land. Where borders run is not said. The square in a tile grows by its area.
///
/// @param tiles the tiles, row by row
/// @param elsewhere codes with a count that have no tile
/// @param width width of the drawing, units
/// @param height its height, units
public record Tiles(List<Tile> tiles, List<String> elsewhere, int width, int height) {
    private static final int STEP = 48;
    private static final int SIDE = 44;
    private static final double LARGEST = 20;

    private static final List<String> ROWS =
            List.of(
                    ".  .  .  .  .  .  IS .  NO SE FI .  .  .  .  .  .  .  .  .",
                    "CA .  .  .  .  .  .  .  DK .  EE LV .  RU .  .  .  .  .  .",
                    "US .  .  .  .  IE GB NL DE PL LT BY .  KZ MN .  .  .  .  .",
                    "MX .  .  .  .  .  .  BE LU CZ SK UA GE UZ KG CN KP KR JP .",
                    "GT CU HT DO .  .  FR CH AT HU RO MD AM TM TJ NP BT TW HK .",
                    "HN BZ JM .  .  PT ES IT SI HR RS BG AZ AF PK IN BD MM LA VN",
                    "SV NI TT .  .  AD MC MT BA ME GR TR IR .  .  LK .  TH KH PH",
                    "CR PA .  .  .  .  MA DZ TN AL MK CY SY IQ .  MV .  MY SG BN",
                    ".  CO VE GY .  .  MR ML NE LY EG IL LB JO KW .  .  ID TL PG",
                    ".  EC BR SR .  SN BF TD SD ER PS SA BH QA AE .  .  .  AU FJ",
                    ".  PE BO PY .  GM CI GH NG CM SS ET DJ YE OM .  .  .  .  NZ",
                    ".  CL UY .  .  LR TG BJ GA CF UG KE SO .  .  .  .  .  .  .",
                    ".  AR .  .  .  .  SL GN CG CD RW BI TZ SC .  .  .  .  .  .",
                    ".  .  .  .  .  .  .  .  AO ZM MW MZ KM MU .  .  .  .  .  .",
                    ".  .  .  .  .  .  .  NA BW ZW SZ MG .  .  .  .  .  .  .  .",
                    ".  .  .  .  .  .  .  .  ZA LS .  .  .  .  .  .  .  .  .  .");

    /// A copy.
    public Tiles {
        tiles = List.copyOf(tiles);
        elsewhere = List.copyOf(elsewhere);
    }

    /// A country.
    ///
    /// @param code ISO 3166-1 alpha-2
    /// @param x left edge, units
    /// @param y upper edge, units
    /// @param count how many
    /// @param side side of the square inside, units, as SVG writes it
    public record Tile(String code, int x, int y, long count, String side) {
        /// Left edge of the square.
        public String squareX() {
            return edge(x);
        }

        /// Upper edge of the square.
        public String squareY() {
            return edge(y);
        }

        private String edge(int from) {
            return units(from + SIDE - 4 - Double.parseDouble(side));
        }
    }

    /// The tiles of some counts by country code; codes that are no country's are elsewhere.
    public static Tiles of(Map<String, Long> counts) {
        Map<String, Long> left = new TreeMap<>(counts);
        left.remove("");
        long most = Math.max(1, left.values().stream().mapToLong(Long::longValue).max().orElse(1));
        List<Tile> tiles = new ArrayList<>();
        int used = 0;
        for (int row = 0; row < ROWS.size(); row++) {
            String[] codes = ROWS.get(row).split(" +", -1);
            for (int column = 0; column < codes.length; column++) {
                if (!codes[column].equals(".")) {
                    Long count = left.remove(codes[column]);
                    long known = count == null ? 0 : count;
                    double side = LARGEST * Math.sqrt((double) known / most);
                    tiles.add(
                            new Tile(codes[column], column * STEP, row * STEP, known, units(side)));
                    used = Math.max(used, column);
                }
            }
        }
        return new Tiles(
                tiles,
                left.keySet().stream().sorted(Comparator.naturalOrder()).toList(),
                (used + 1) * STEP,
                ROWS.size() * STEP);
    }

    private static String units(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
