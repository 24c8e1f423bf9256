package org.tutela.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.web.context.support.StandardServletEnvironment;
import org.tutela.answers.ask.Answers;
import org.tutela.web.tls.GivenCertificate;
import org.tutela.web.tls.SelfMadeCertificate;

/// A running server of one case.
public final class Server implements AutoCloseable {
    private final ConfigurableApplicationContext context;
    private final URI address;

    private Server(ConfigurableApplicationContext context, URI address) {
        this.context = context;
        this.address = address;
    }

    /// Starts a server and returns when it answers. Throws [IOException] with a sentence where the
    /// port is taken or the certificate cannot be read.
    public static Server start(Settings settings, Answers answers) throws IOException {
        // Nothing of a case is shown without a task: a case that has none yet gets its first one.
        answers.casebook()
                .work()
                .tasks()
                .makeFirst(
                        "Examine the case",
                        "To find out what the exhibits of the case tell.",
                        "The authority recorded for each exhibit.");
        // Libraries log to where the product logs; Spring's own logging set-up would undo that.
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
        SpringApplication application = new SpringApplication(Root.class);
        application.setBannerMode(Banner.Mode.OFF);
        application.setLogStartupInfo(false);
        application.setRegisterShutdownHook(false);
        application.setAddCommandLineProperties(false);
        application.setWebApplicationType(WebApplicationType.SERVLET);
        application.setEnvironment(environment(settings));
        application.addInitializers(context -> {
            context.getBeanFactory().registerSingleton("answers", answers);
            context.getBeanFactory().registerSingleton("settings", settings);
        });
        try {
            ConfigurableApplicationContext context = application.run();
            int port =
                    ((WebServerApplicationContext) context).getWebServer() == null
                            ? settings.port()
                            : ((WebServerApplicationContext) context).getWebServer().getPort();
            return new Server(
                    context,
                    URI.create("https://" + bracketed(settings.host()) + ":" + port + "/"));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (org.springframework.context.ApplicationContextException
                | org.springframework.boot.web.server.WebServerException e) {
            throw new IOException(
                    "The server cannot listen on "
                            + settings.host()
                            + " port "
                            + settings.port()
                            + ": another program may have it, try --port 0.",
                    e);
        }
    }

    /// Where it answers.
    public URI address() {
        return address;
    }

    /// Ends what is being answered, at most ten seconds, and stops.
    @Override
    public void close() {
        context.close();
    }

    private static String bracketed(String host) {
        return host.contains(":") ? "[" + host + "]" : host;
    }

    /// Ours alone: nothing of the machine's environment changes how the server works.
    private static StandardEnvironment environment(Settings settings) throws IOException {
        StandardServletEnvironment environment = new StandardServletEnvironment();
        environment
                .getPropertySources()
                .remove(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME);
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource("tutela", properties(settings)));
        return environment;
    }

    private static Map<String, Object> properties(Settings settings) throws IOException {
        Map<String, Object> all = new HashMap<>();
        all.put("server.address", settings.host());
        all.put("server.port", settings.port());
        all.put("server.shutdown", "graceful");
        all.put("spring.lifecycle.timeout-per-shutdown-phase", "10s");
        all.put("server.ssl.bundle", "web");
        all.put("server.http2.enabled", "true");
        all.put("server.server-header", "");
        // So long an address still gets a page that says what is wrong; over HTTP/2 a longer one is
        // dropped without a word.
        all.put("server.max-http-request-header-size", "128KB");
        all.put("server.tomcat.use-relative-redirects", "true");
        all.put("server.tomcat.max-http-form-post-size", "64KB");
        all.put("server.servlet.session.cookie.name", "__Host-tutela");
        all.put("server.servlet.session.cookie.secure", "true");
        all.put("server.servlet.session.cookie.path", "/");
        all.put("server.servlet.session.cookie.http-only", "true");
        all.put("server.servlet.session.cookie.same-site", "strict");
        all.put("server.servlet.session.tracking-modes", "cookie");
        all.put("server.servlet.session.timeout", "8h");
        all.put("server.servlet.session.persistent", "false");
        all.put("spring.web.error.include-stacktrace", "never");
        all.put("spring.threads.virtual.enabled", "true");
        all.put("spring.main.lazy-initialization", "false");
        Path certificate = settings.certificate();
        Path key = settings.key();
        if (certificate != null && key != null) {
            GivenCertificate.check(certificate, key);
            all.put(
                    "spring.ssl.bundle.pem.web.keystore.certificate",
                    "file:" + certificate.toAbsolutePath());
            all.put(
                    "spring.ssl.bundle.pem.web.keystore.private-key",
                    "file:" + key.toAbsolutePath());
        } else {
            Path store =
                    SelfMadeCertificate.in(
                            settings.caseFolder(), settings.host(), InstantSource.system());
            all.put("spring.ssl.bundle.jks.web.keystore.location", "file:" + store);
            all.put("spring.ssl.bundle.jks.web.keystore.password", SelfMadeCertificate.PASSWORD);
            all.put("spring.ssl.bundle.jks.web.keystore.type", "PKCS12");
        }
        return all;
    }
}
