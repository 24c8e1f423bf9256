package org.tutela.run;

/// Told how a run gets on. Called from the run's own threads, one call at a time, a few times a
/// second at the most.
public interface Progress {

    /// Where a source stands.
    ///
    /// @param source the name of the source
    /// @param items items taken through the examinations so far
    /// @param bytes bytes of content among them
    /// @param expectedBytes bytes expected in all, as far as listed; at least `bytes`
    /// @param problems problems stated so far
    /// @param elapsedMillis since the source was begun, ms
    record State(
            String source,
            long items,
            long bytes,
            long expectedBytes,
            long problems,
            long elapsedMillis) {}

    /// The run goes through this many sources.
    default void sources(int number) {
        // Not everybody asks.
    }

    /// A source is begun.
    default void begin(String exhibit, String source) {
        // Not everybody asks.
    }

    /// The run is through with a source, examined, unchanged or refused.
    default void end(String exhibit, String source) {
        // Not everybody asks.
    }

    /// The source gets on.
    void at(State state);

    /// A sentence for people: a source was begun, is complete, or has nothing left to do.
    void say(String sentence);

    /// Says nothing.
    static Progress silent() {
        return new Progress() {
            @Override
            public void at(State state) {
                // Silent.
            }

            @Override
            public void say(String sentence) {
                // Silent.
            }
        };
    }
}
