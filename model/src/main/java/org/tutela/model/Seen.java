package org.tutela.model;

/// The head of every fact: where it was seen, and by which version of which examination.
///
/// The exhibit's reference is not here: it is joined from the case when shown, so that a corrected
/// reference changes no fact.
///
/// @param source the source it lies in
/// @param item the item it was read from
/// @param address the canonical text of its [Address]: the item, or a row within it
/// @param examination the name of the examination
/// @param version the version of the examination, 1 or more
/// @param fact computed from table, address, ordinal and examination name: stays through re-runs
public record Seen(Id source, Id item, String address, String examination, int version, Id fact) {

    /// The head of the `ordinal`-th row (from 0) that `examination` states about `address` in
    /// `table`.
    public static Seen of(String table, Place place, int ordinal, String examination, int version) {
        Id fact = Id.of(table, place.address(), Integer.toString(ordinal), examination);
        return new Seen(place.source(), place.item(), place.address(), examination, version, fact);
    }

    /// A place that facts can be stated about.
    ///
    /// @param source the source
    /// @param item the item
    /// @param address canonical text
    public record Place(Id source, Id item, String address) {

        /// An item as a whole.
        public static Place of(Address item) {
            String text = item.toString();
            return new Place(item.source(), Id.of(text), text);
        }

        /// A place within an item, such as a row.
        public static Place within(Address item, Address place) {
            return new Place(item.source(), item.toId(), place.toString());
        }
    }
}
