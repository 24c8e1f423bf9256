package org.tutela.verify;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Enumeration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/// `verify.jar`: this room alone, as a jar that runs on any JDK 25. Equal classes give equal bytes.
public final class StandaloneJar {
    private static final String ROOM = "org/tutela/verify/";

    private StandaloneJar() {}

    /// The bytes of the jar, taken from where this class was loaded.
    public static byte[] toBytes() throws IOException {
        Map<String, byte[]> classes = new TreeMap<>();
        Path home = home();
        if (Files.isDirectory(home)) {
            try (Stream<Path> files = Files.walk(home.resolve(ROOM))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    classes.put(
                            home.relativize(file).toString().replace('\\', '/'),
                            Files.readAllBytes(file));
                }
            }
        } else {
            try (ZipFile jar = new ZipFile(home.toFile())) {
                Enumeration<? extends ZipEntry> entries = jar.entries();
                while (entries.hasMoreElements()) {
                    ZipEntry entry = entries.nextElement();
                    if (entry.getName().startsWith(ROOM) && !entry.isDirectory()) {
                        try (InputStream in = jar.getInputStream(entry)) {
                            classes.put(entry.getName(), in.readAllBytes());
                        }
                    }
                }
            }
        }
        return jar(classes);
    }

    private static byte[] jar(Map<String, byte[]> classes) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            put(
                    out,
                    "META-INF/MANIFEST.MF",
                    "Manifest-Version: 1.0\r\nMain-Class: org.tutela.verify.Main\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            for (Map.Entry<String, byte[]> entry : classes.entrySet()) {
                put(out, entry.getKey(), entry.getValue());
            }
        }
        return bytes.toByteArray();
    }

    private static void put(ZipOutputStream out, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(LocalDateTime.of(2026, 1, 1, 0, 0));
        out.putNextEntry(entry);
        out.write(content);
        out.closeEntry();
    }

    /// Where this class was loaded from.
    static Path home() throws IOException {
        try {
            URI place =
                    StandaloneJar.class.getProtectionDomain().getCodeSource().getLocation().toURI();
            return Path.of(place);
        } catch (URISyntaxException e) {
            throw new IOException("the verifier cannot find its own classes", e);
        }
    }
}
