package org.tutela.house;

import com.sun.source.tree.CatchTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ThrowTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/// The rules of tidiness for Java sources. Each failure says the place, the rule and the fix.
final class Tidy {
    private static final int FILE_LINES = 600;
    private static final int METHOD_LINES = 60;
    private static final Set<String> BROAD =
            Set.of("Exception", "RuntimeException", "Throwable", "Error");

    /// The only places that may catch broadly: the guard of the run, and entry points that turn a
    /// failure of ours into a sentence.
    private static final Set<String> MAY_CATCH =
            Set.of("run/src/main/java/org/tutela/run/Guard.java");

    private static final Pattern TODO =
            Pattern.compile("\\b(?:TODO|FIXME|XXX)\\b(?! ?\\(#\\d+\\))");

    /// What must not stand in a source, and what stands there instead.
    private static final Map<Pattern, String> BANNED =
            Map.of(
                    Pattern.compile("\\b[Hh]its?\\b"), "say \"match\"",
                    Pattern.compile("\\bInstant\\.now\\(|\\bLocalDateTime\\.now\\("),
                            "take the time from the caller",
                    Pattern.compile("\\.printStackTrace\\("), "give the exception to System.Logger",
                    Pattern.compile("\\bMath\\.random\\("), "use a seeded Random",
                    Pattern.compile(
                                    "\\b(?:class|record|interface|enum) \\w+(?:Impl|Manager|Helper|Util|Utils|Data|Info)\\b"),
                            "name the thing by what it is");

    private Tidy() {}

    /// Every sin in the sources: text by name, the path from the root of the repository.
    static List<String> sins(Map<String, String> sources) {
        List<String> sins = new ArrayList<>();
        sources.forEach((name, text) -> {
            List<String> lines = text.lines().toList();
            if (lines.size() > FILE_LINES) {
                sins.add(
                        name
                                + ": "
                                + lines.size()
                                + " lines, at most "
                                + FILE_LINES
                                + ": split it by idea");
            }
            for (int i = 0; i < lines.size(); i++) {
                sinsOfLine(name + ":" + (i + 1), lines.get(i), name, sins);
            }
        });
        scan(sources, sins);
        return sins;
    }

    private static void sinsOfLine(String place, String line, String name, List<String> sins) {
        if (name.startsWith("house/")) {
            return;
        }
        if (TODO.matcher(line).find()) {
            sins.add(place + ": a TODO names its issue, as TODO(#12), or is done now");
        }
        for (Map.Entry<Pattern, String> banned : BANNED.entrySet()) {
            Matcher matcher = banned.getKey().matcher(line);
            if (matcher.find() && !line.contains("\"" + matcher.group())) {
                sins.add(place + ": \"" + matcher.group() + "\" is banned: " + banned.getValue());
            }
        }
    }

    /// One parser for all sources: starting one takes longer than most sources do.
    private static void scan(Map<String, String> sources, List<String> sins) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<Source> files =
                sources.entrySet().stream()
                        .map(source -> new Source(source.getKey(), source.getValue()))
                        .toList();
        JavacTask task =
                (JavacTask)
                        compiler.getTask(
                                null, null, diagnostic -> {}, List.of("-proc:none"), null, files);
        try {
            for (CompilationUnitTree unit : task.parse()) {
                String name = unit.getSourceFile().toUri().getPath().substring(1);
                new Scanner(name, unit, Trees.instance(task).getSourcePositions(), sins)
                        .scan(unit, null);
            }
        } catch (IOException e) {
            throw new IllegalStateException("a source in memory was not read", e);
        }
    }

    private static final class Scanner extends TreeScanner<@Nullable Void, @Nullable Void> {
        private final String name;
        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final List<String> sins;

        Scanner(
                String name,
                CompilationUnitTree unit,
                SourcePositions positions,
                List<String> sins) {
            this.name = name;
            this.unit = unit;
            this.positions = positions;
            this.sins = sins;
        }

        @Override
        public @Nullable Void visitMethod(MethodTree method, @Nullable Void nothing) {
            long lines =
                    line(positions.getEndPosition(unit, method))
                            - line(positions.getStartPosition(unit, method))
                            + 1;
            if (method.getBody() != null && lines > METHOD_LINES) {
                sins.add(
                        place(method)
                                + ": "
                                + method.getName()
                                + " has "
                                + lines
                                + " lines, at most "
                                + METHOD_LINES
                                + ": keep the ifs here and give the loops names of their own");
            }
            return super.visitMethod(method, null);
        }

        @Override
        public @Nullable Void visitCatch(CatchTree caught, @Nullable Void nothing) {
            for (String type : caught.getParameter().getType().toString().split("\\|", -1)) {
                String caughtName = type.strip().substring(type.strip().lastIndexOf('.') + 1);
                if (BROAD.contains(caughtName) && !MAY_CATCH.contains(name) && !rethrows(caught)) {
                    sins.add(
                            place(caught)
                                    + ": catches "
                                    + caughtName
                                    + ": catch what you name and can answer; broadly only the guard of the run");
                }
            }
            return super.visitCatch(caught, null);
        }

        /// A catch that only cleans up and throws on catches nothing.
        private static boolean rethrows(CatchTree caught) {
            var statements = caught.getBlock().getStatements();
            return !statements.isEmpty() && statements.getLast() instanceof ThrowTree;
        }

        private String place(Tree tree) {
            return name + ":" + line(positions.getStartPosition(unit, tree));
        }

        private long line(long position) {
            LineMap map = unit.getLineMap();
            return map.getLineNumber(position);
        }
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String name, String text) {
            super(URI.create("memory:///" + name), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
