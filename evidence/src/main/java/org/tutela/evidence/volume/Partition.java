package org.tutela.evidence.volume;

/// One partition, as its table states it.
///
/// @param number place in the table, from 1; see the reader for how it counts
/// @param firstByte where it starts on the medium
/// @param size bytes, as stated; may reach beyond the medium
/// @param description type and name, for people; perhaps empty
record Partition(int number, long firstByte, long size, String description) {

    /// Its path in a listing, such as `partition 2 (Linux)`.
    String path() {
        String text = "partition " + number;
        return description.isEmpty() ? text : text + " (" + description.replace('/', '_') + ")";
    }
}
