package org.tutela.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tutela.disclose.StampAuthority;
import org.tutela.disclose.StampRequest;
import org.tutela.facts.Durable;
import org.tutela.verify.TimeStamp;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `tutela stamp PACKAGE`.
@Command(
        name = "stamp",
        mixinStandardHelpOptions = true,
        description = {
            "Time stamps the seal of a package (RFC 3161): with --tsa by an authority of one's own;"
                    + " or by one outside, with --request FILE.tsq, which somebody carries there, and"
                    + " --token FILE.tsr, which comes back. Nothing is sent anywhere.",
            "Exit code 1 where the time stamp does not hold; then nothing is written."
        })
final class StampCommand implements Callable<Integer> {
    private static final int LARGEST = 1 << 20;

    @Parameters(index = "0", paramLabel = "PACKAGE", description = "Its folder.")
    private Path root = Path.of("");

    @Option(
            names = "--request",
            paramLabel = "FILE.tsq",
            description = "Writes the request for an authority outside: the digest of the seal.")
    private @Nullable Path request;

    @Option(
            names = "--token",
            paramLabel = "FILE.tsr",
            description = "Checks what that authority answered, and puts it beside the seal.")
    private @Nullable Path token;

    @Mixin private StampOptions stamps = new StampOptions();

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Path sealFile = root.resolve("seal/bag.tagmanifest.p7s");
        if (!Files.isRegularFile(sealFile, LinkOption.NOFOLLOW_LINKS)) {
            throw new WrongUse("There is no seal in " + root + ": this is no sealed package.");
        }
        byte[] seal = read(sealFile);
        Optional<StampAuthority> authority = stamps.authority(InstantSource.system());
        int ways = (request == null ? 0 : 1) + (token == null ? 0 : 1);
        if (ways + (authority.isPresent() ? 1 : 0) != 1) {
            throw new WrongUse("Say one of --request FILE, --token FILE and --tsa FILE.");
        }
        if (request != null) {
            Files.write(request, StampRequest.over(seal));
            Output.forPeople(spec)
                    .println(
                            "Let a time stamping authority answer this request, then: tutela stamp"
                                    + " PACKAGE --token FILE");
            Output.of(spec).println(request);
            return 0;
        }
        if (Files.exists(root.resolve("seal/bag.tagmanifest.tsr"), LinkOption.NOFOLLOW_LINKS)) {
            throw new WrongUse("The seal of " + root + " has a time stamp already.");
        }
        return put(seal, authority);
    }

    private int put(byte[] seal, Optional<StampAuthority> authority) throws IOException {
        try {
            byte[] reply =
                    authority.isPresent()
                            ? authority.get().stamp(seal)
                            : StampRequest.received(read(token == null ? root : token));
            TimeStamp stamp = TimeStamp.over(seal, reply);
            // Both are whole, or a package with one of them alone does not verify.
            write("tsa.pem", stamp.pem(reply).getBytes(StandardCharsets.US_ASCII));
            write("bag.tagmanifest.tsr", reply);
            Output.of(spec)
                    .println(
                            "Time stamped at "
                                    + stamp.at()
                                    + " by "
                                    + stamp.path().getFirst().getSubjectX500Principal().getName());
            return 0;
        } catch (IllegalArgumentException e) {
            Output.forPeople(spec).println(e.getMessage());
            return 1;
        }
    }

    private void write(String name, byte[] bytes) throws IOException {
        Durable.write(root.resolve("seal").resolve(name), bytes);
    }

    private static byte[] read(Path file) throws IOException {
        if (Files.size(file) > LARGEST) {
            throw new WrongUse(file + " is longer than any file of its kind.");
        }
        return Files.readAllBytes(file);
    }
}
