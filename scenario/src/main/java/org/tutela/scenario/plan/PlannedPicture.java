package org.tutela.scenario.plan;

/// A generated picture of an everyday scene, or a copy of one.
///
/// @param index its place in the plan
/// @param scene which scene is painted; copies share it
/// @param made how the file was made from the scene
public record PlannedPicture(int index, int scene, Made made) {
    /// How a file is made from a scene.
    public enum Made {
        /// As painted, high quality.
        ORIGINAL,
        /// Same size, lower quality.
        REENCODED,
        /// Smaller.
        RESIZED,
        /// Left and right exchanged.
        MIRRORED
    }
}
