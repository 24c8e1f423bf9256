package org.tutela.app;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;

/// The bill of materials of the tool that is running (CycloneDX 1.6, JSON): every jar of its class
/// path with coordinates, licence where the jar states one, and SHA-256. It is read from the jars
/// themselves, so that it says what ran and not what was meant to.
final class SoftwareBill {
    private static final Pattern NAME = Pattern.compile("(.+?)-(\\d[A-Za-z0-9.+_-]*)\\.jar");
    private static final Pattern LICENCE =
            Pattern.compile("<license>\\s*<name>\\s*([^<]{1,200}?)\\s*</name>");
    private static final int LARGEST_TEXT = 1 << 20;

    private SoftwareBill() {}

    /// A part of the tool.
    private record Part(String group, String name, String version, String licence, String sha256) {
        String toJson() {
            StringBuilder json = new StringBuilder("{\"type\":\"library\"");
            if (!group.isEmpty()) {
                json.append(",\"group\":").append(quoted(group));
            }
            json.append(",\"name\":").append(quoted(name));
            json.append(",\"version\":").append(quoted(version));
            if (!group.isEmpty()) {
                String url = "pkg:maven/" + group + "/" + name + "@" + version + "?type=jar";
                json.append(",\"purl\":").append(quoted(url));
            }
            if (!licence.isEmpty()) {
                json.append(",\"licenses\":[{\"license\":{\"name\":")
                        .append(quoted(licence))
                        .append("}}]");
            }
            if (!sha256.isEmpty()) {
                json.append(",\"hashes\":[{\"alg\":\"SHA-256\",\"content\":")
                        .append(quoted(sha256))
                        .append("}]");
            }
            return json.append('}').toString();
        }
    }

    /// The bill of the class path that this process runs on.
    static String ofThisProcess() throws IOException {
        return of(List.of(System.getProperty("java.class.path", "").split(File.pathSeparator, -1)));
    }

    /// The bill of some jars, and of those that their manifests name. Equal jars give equal text.
    static String of(List<String> classPath) throws IOException {
        Deque<Path> open = new ArrayDeque<>();
        classPath.forEach(entry -> open.add(Path.of(entry).toAbsolutePath().normalize()));
        Set<Path> seen = new HashSet<>();
        Map<String, Part> parts = new TreeMap<>();
        while (!open.isEmpty()) {
            Path file = open.removeFirst();
            if (!seen.add(file) || !Files.isRegularFile(file)) {
                continue;
            }
            try (JarFile jar = new JarFile(file.toFile())) {
                Part part = part(file, jar);
                parts.put(part.group() + ":" + part.name() + ":" + part.sha256(), part);
                open.addAll(named(file, jar));
            }
        }
        StringBuilder json = new StringBuilder();
        json.append("{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"1.6\",\"version\":1,");
        json.append("\"metadata\":{\"component\":{\"type\":\"application\",\"name\":\"tutela\",");
        json.append("\"version\":\"0.1\",\"licenses\":[{\"license\":{\"id\":\"Apache-2.0\"}}]}},");
        json.append("\"components\":[");
        String comma = "\n";
        for (Part part : parts.values()) {
            json.append(comma).append(part.toJson());
            comma = ",\n";
        }
        return json.append("\n]}\n").toString();
    }

    private static List<Path> named(Path file, JarFile jar) throws IOException {
        if (jar.getManifest() == null) {
            return List.of();
        }
        String path = jar.getManifest().getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
        return path == null
                ? List.of()
                : List.of(path.strip().split("\\s+", -1)).stream()
                        .map(name -> file.resolveSibling(name).normalize())
                        .toList();
    }

    private static Part part(Path file, JarFile jar) throws IOException {
        String name = String.valueOf(file.getFileName());
        Matcher plain = NAME.matcher(name);
        String artifact = plain.matches() ? plain.group(1) : name.replace(".jar", "");
        String version = plain.matches() ? plain.group(2) : "";
        String group = "";
        Optional<Properties> stated = coordinates(jar, artifact);
        if (stated.isPresent()) {
            group = stated.get().getProperty("groupId", "");
            artifact = stated.get().getProperty("artifactId", artifact);
            version = stated.get().getProperty("version", version);
        }
        return new Part(group, artifact, version, licence(jar, group, artifact), sha256(file));
    }

    /// A jar that took others in has the coordinates of all of them: its own bear its name.
    private static Optional<Properties> coordinates(JarFile jar, String artifact)
            throws IOException {
        List<ZipEntry> found =
                jar.stream()
                        .filter(entry ->
                                entry.getName().startsWith("META-INF/maven/")
                                        && entry.getName()
                                                .endsWith("/" + artifact + "/pom.properties"))
                        .map(ZipEntry.class::cast)
                        .toList();
        if (found.size() != 1) {
            return Optional.empty();
        }
        Properties properties = new Properties();
        try (InputStream in = jar.getInputStream(found.getFirst())) {
            properties.load(in);
        }
        return Optional.of(properties);
    }

    /// The licence that the jar itself states: in its manifest, or in the pom it carries.
    private static String licence(JarFile jar, String group, String artifact) throws IOException {
        if (jar.getManifest() != null) {
            String stated = jar.getManifest().getMainAttributes().getValue("Bundle-License");
            if (stated != null) {
                return stated;
            }
        }
        ZipEntry pom = jar.getEntry("META-INF/maven/" + group + "/" + artifact + "/pom.xml");
        if (pom == null) {
            return "";
        }
        try (InputStream in = jar.getInputStream(pom)) {
            Matcher named =
                    LICENCE.matcher(
                            new String(in.readNBytes(LARGEST_TEXT), StandardCharsets.UTF_8));
            return named.find() ? named.group(1) : "";
        }
    }

    private static String sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[1 << 17];
            int read = in.read(buffer);
            while (read >= 0) {
                digest.update(buffer, 0, read);
                read = in.read(buffer);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (unit == '"' || unit == '\\') {
                json.append('\\').append(unit);
            } else {
                json.append(unit < ' ' ? ' ' : unit);
            }
        }
        return json.append('"').toString();
    }
}
