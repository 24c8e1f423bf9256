package org.tutela.link;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.tutela.model.Citation;
import org.tutela.model.LinkedFact;

/// Runs all steps over a world.
public final class Linking {
    private Linking() {}

    /// Links everything with the shuffle and leaves the linked facts in the world; returns it.
    public static World all(World world, Shuffle shuffle) throws IOException {
        List<LinkedFact> citations = new ArrayList<>();
        for (LinkStep step : LinkSteps.all()) {
            MemoryOutput out = new MemoryOutput();
            shuffle.run(step, world, Known.load(step, world), out);
            for (Class<? extends LinkedFact> table : step.outputs()) {
                world.replace(table, out.tables().getOrDefault(table, List.of()));
            }
            citations.addAll(out.tables().getOrDefault(Citation.class, List.of()));
        }
        world.replace(Citation.class, citations);
        return world;
    }

    /// Links everything in memory.
    public static World all(World world) throws IOException {
        return all(world, new MemoryShuffle());
    }
}
