package org.tutela.spark;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.tutela.facts.FactFile;
import org.tutela.link.Input;
import org.tutela.link.Known;
import org.tutela.link.LinkOutput;
import org.tutela.link.LinkStep;
import org.tutela.link.LinkSteps;
import org.tutela.link.Shuffle;
import org.tutela.link.Tables;
import org.tutela.link.shuffle.Encoded;
import org.tutela.link.shuffle.FoldedRows;
import org.tutela.link.shuffle.Groups;
import org.tutela.link.store.CaseOutput;
import org.tutela.link.store.CaseTables;
import org.tutela.model.Digest;
import org.tutela.model.Row;
import scala.Tuple2;

/// Runs link steps on Apache Spark: every file is read and encoded where an executor is free, rows
/// are sorted into the logical partitions of the case, and each partition is linked and written by
/// one task. Works on tables and outputs that lie in files, which every machine must see under the
/// same paths; only steps of [LinkSteps#all] can travel.
public final class SparkShuffle implements Shuffle {
    private final JavaSparkContext context;
    private final int partitions;

    /// On a cluster, for a case with that many logical partitions.
    public SparkShuffle(JavaSparkContext context, int partitions) {
        this.context = context;
        this.partitions = partitions;
    }

    @Override
    public void run(LinkStep step, Tables tables, Known known, LinkOutput out) throws IOException {
        if (!(tables instanceof CaseTables stored) || !(out instanceof CaseOutput output)) {
            throw new IllegalArgumentException(
                    "on Spark, tables and output lie in files: "
                            + tables.getClass()
                            + ", "
                            + out.getClass());
        }
        Job job = new Job(step.name(), partitions, stored, output.folder().toString());
        List<FileToRead> files = filesToRead(step, stored);
        JavaRDD<FileToRead> reading = context.parallelize(files, Math.max(1, files.size()));
        List<WrittenFile> written =
                reading.flatMapToPair(file ->
                                new EncodedFile(job, file).map(row -> new Tuple2<>(row, true)))
                        .repartitionAndSortWithinPartitions(new ByPartition(partitions))
                        .keys()
                        .mapPartitionsWithIndex(
                                (partition, rows) -> link(job, partition, rows), true)
                        .collect();
        written.forEach(file -> output.adopt(file.toFactFile()));
    }

    /// Every file that an input reads, once.
    private static List<FileToRead> filesToRead(LinkStep step, CaseTables tables) {
        Set<Class<? extends Row>> read = new LinkedHashSet<>();
        step.inputs().stream().map(Input::table).forEach(read::add);
        List<FileToRead> files = new ArrayList<>();
        for (Class<? extends Row> table : read) {
            for (Path file : tables.files(table)) {
                files.add(new FileToRead(table, file.toString()));
            }
        }
        return files;
    }

    private static Iterator<WrittenFile> link(Job job, int partition, Iterator<Encoded> rows)
            throws IOException {
        LinkStep step = job.step();
        CaseOutput output = new CaseOutput(Path.of(job.folder));
        try (LinkOutput.Partition part = output.open(step, partition)) {
            Groups.link(
                    step,
                    Known.load(step, job.tables),
                    new FoldedRows(step, new DistinctRows(rows)),
                    part);
            part.commit();
        }
        return output.files().stream().map(WrittenFile::of).iterator();
    }

    /// What travels to the executors.
    ///
    /// @param stepName the step
    /// @param partitions logical partitions of the case
    /// @param tables where the rows lie
    /// @param folder where the output goes
    record Job(String stepName, int partitions, CaseTables tables, String folder)
            implements Serializable {
        LinkStep step() {
            return LinkSteps.all().stream()
                    .filter(step -> step.name().equals(stepName))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /// A file of a table.
    record FileToRead(Class<? extends Row> table, String path) implements Serializable {}

    /// A file that a task has written.
    private record WrittenFile(String path, String table, long rows, long size, String sha256)
            implements Serializable {
        static WrittenFile of(FactFile file) {
            return new WrittenFile(
                    file.path().toString(),
                    file.table(),
                    file.rows(),
                    file.size(),
                    file.sha256().toString());
        }

        FactFile toFactFile() {
            return new FactFile(Path.of(path), table, rows, size, Digest.parse(sha256));
        }
    }
}
