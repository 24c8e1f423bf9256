package org.tutela.scenario.plan;

/// A seized thing and what its copy looks like.
///
/// @param reference the exhibit's reference
/// @param path where its source lies, relative to the list of exhibits
/// @param kind what it is
/// @param country where it was seized
/// @param holder who held it
/// @param owner account of a phone; -1 for other things
public record PlannedExhibit(
        String reference, String path, Kind kind, Country country, String holder, int owner) {

    /// What it is and how it was copied.
    public enum Kind {
        /// A phone's files in a ZIP from their root.
        PHONE_ZIP("phone"),
        /// A phone's files in a ZIP below `Dump/`.
        PHONE_DUMP_ZIP("phone"),
        /// A phone's files in a tar.
        PHONE_TAR("phone"),
        /// A phone's files in a compressed tar.
        PHONE_TAR_GZ("phone"),
        /// A phone's files in a ZIP; the newest messages lie in the write-ahead log.
        PHONE_ZIP_WAL("phone"),
        /// A disk with one FAT32 partition, segmented E01.
        DISK_E01("disk"),
        /// A USB stick with one FAT16 partition, raw.
        STICK_RAW("stick"),
        /// A folder.
        FOLDER("folder");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /// The word in the list of exhibits.
        public String word() {
            return word;
        }

        /// Whether it is a phone.
        public boolean phone() {
            return word.equals("phone");
        }
    }
}
