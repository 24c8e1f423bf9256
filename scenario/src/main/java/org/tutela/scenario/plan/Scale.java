package org.tutela.scenario.plan;

/// How big an operation is.
///
/// @param groups number of groups
/// @param accounts number of accounts, 12 or more than the phones
/// @param countries number of countries, 18 at most
/// @param phones number of phones
/// @param disks number of disks
/// @param sticks number of USB sticks
/// @param folders number of folders
/// @param messages number of turns; each brings about one message
/// @param directs number of direct conversations
/// @param pictures number of different picture files
public record Scale(
        int groups,
        int accounts,
        int countries,
        int phones,
        int disks,
        int sticks,
        int folders,
        int messages,
        int directs,
        int pictures) {

    /// A demo: seconds to make and to examine.
    public static Scale small() {
        return new Scale(8, 25, 8, 6, 1, 1, 1, 1500, 16, 600);
    }

    /// As big as operations are that reach the newspapers.
    public static Scale operation() {
        return new Scale(96, 136, 18, 28, 5, 5, 2, 24_000, 150, 3000);
    }
}
