package org.tutela.scenario.build;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.tutela.scenario.build.container.E01Maker;
import org.tutela.scenario.build.container.FatMaker;
import org.tutela.scenario.build.container.MbrMaker;
import org.tutela.scenario.build.container.TarMaker;
import org.tutela.scenario.build.container.ZipMaker;
import org.tutela.scenario.build.whatsapp.WhatsAppPhone;
import org.tutela.scenario.content.Contents;
import org.tutela.scenario.plan.Operation;
import org.tutela.scenario.plan.PhoneView;
import org.tutela.scenario.plan.Placement;
import org.tutela.scenario.plan.Placement.Fate;
import org.tutela.scenario.plan.Placement.What;
import org.tutela.scenario.plan.PlannedExhibit;
import org.tutela.scenario.plan.PlannedExhibit.Kind;

/// Builds the copies of seized things that an operation planned.
public final class ExhibitBuilder {
    private static final int MIB = 1 << 20;
    private static final long SEGMENT = MIB / 2;

    private final Operation plan;
    private final Contents contents;
    private final Path root;

    /// Exhibits go to their planned paths below `root`, which must exist.
    public ExhibitBuilder(Operation plan, Contents contents, Path root) {
        this.plan = plan;
        this.contents = contents;
        this.root = root;
    }

    /// Builds all exhibits.
    public void build() throws IOException {
        for (int i = 0; i < plan.exhibits().size(); i++) {
            Path target = root.resolve(plan.exhibits().get(i).path());
            Files.createDirectories(target.getParent());
            build(i, target);
        }
    }

    private void build(int index, Path target) throws IOException {
        PlannedExhibit exhibit = plan.exhibits().get(index);
        switch (exhibit.kind()) {
            case PHONE_ZIP, PHONE_DUMP_ZIP, PHONE_ZIP_WAL -> {
                String top = exhibit.kind() == Kind.PHONE_DUMP_ZIP ? "Dump/" : "";
                try (OutputStream out = open(target);
                        ZipMaker zip = new ZipMaker(out)) {
                    phone(index, (path, bytes, at) -> zip.file(top + path, bytes, at));
                }
            }
            case PHONE_TAR -> {
                try (TarMaker tar = new TarMaker(open(target))) {
                    phone(index, tar::file);
                }
            }
            case PHONE_TAR_GZ -> {
                try (TarMaker tar = new TarMaker(new GZIPOutputStream(open(target), 1 << 16))) {
                    phone(index, tar::file);
                }
            }
            case DISK_E01 -> E01Maker.write(target, volume(index), exhibit.reference(), SEGMENT);
            case STICK_RAW -> Files.write(target, volume(index));
            case FOLDER -> placed(index, (path, bytes, at) -> put(target, path, bytes, at));
        }
    }

    private static OutputStream open(Path target) throws IOException {
        return new BufferedOutputStream(Files.newOutputStream(target), 1 << 16);
    }

    private static void put(Path folder, String path, byte[] bytes, long at) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
        Files.setLastModifiedTime(file, FileTime.fromMillis(at));
    }

    private void phone(int index, Shelf shelf) throws IOException {
        Path workshop = Files.createTempDirectory(root, "workshop");
        PhoneView view = PhoneView.of(plan, index);
        boolean newestInLog = plan.exhibits().get(index).kind() == Kind.PHONE_ZIP_WAL;
        new WhatsAppPhone(plan, view, contents).write(workshop, newestInLog, shelf);
        Files.delete(workshop);
        placed(index, shelf);
    }

    private List<Placement> placements(int index) {
        return plan.placements().stream().filter(p -> p.exhibit() == index).toList();
    }

    private void placed(int index, Shelf shelf) throws IOException {
        for (Placement placement : placements(index)) {
            shelf.file(placement.path(), bytes(placement), placement.at());
        }
    }

    private byte[] bytes(Placement placement) {
        return placement.what() == What.PICTURE
                ? contents.picture(placement.number())
                : contents.document(placement.number());
    }

    /// A disk with one partition that is a little larger than what lies in it: everything is
    /// written, some is deleted and overwritten, the rest of what is deleted goes last.
    private byte[] volume(int index) throws IOException {
        List<Placement> placements = placements(index);
        long size = placements.stream().mapToLong(p -> bytes(p).length + 4096L).sum();
        FatMaker fat;
        if (plan.exhibits().get(index).kind() == Kind.DISK_E01) {
            int mib = Math.max(36, Math.toIntExact(size / MIB) + 4);
            fat = FatMaker.fat32(mib * 2048, 1);
        } else {
            int mib = Math.max(10, Math.toIntExact(size / MIB) + 3);
            fat = FatMaker.fat16(mib * 2048, mib < 120 ? 4 : 16);
        }
        placed(index, fat::file);
        List<Placement> gone = new ArrayList<>(placements);
        gone.removeIf(p -> p.fate() != Fate.OVERWRITTEN);
        gone.forEach(p -> fat.delete(p.path()));
        for (Placement placement : gone) {
            String path = "Logs/backup-" + placement.number() + ".log";
            fat.file(path, log(bytes(placement).length), placement.at() + 60_000);
        }
        placements.stream()
                .filter(p -> p.fate() == Fate.DELETED)
                .forEach(p -> fat.delete(p.path()));
        ByteBuffer image = fat.toImage();
        return MbrMaker.disk(List.of(new MbrMaker.Volume(fat.partitionType(), image)));
    }

    /// As many bytes of a dull log as the overwritten file had.
    private static byte[] log(int length) {
        StringBuilder text = new StringBuilder(length + 64);
        int line = 0;
        while (text.length() < length) {
            text.append("backup step ").append(line++).append(" finished without remarks\n");
        }
        return text.substring(0, length).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    }
}
