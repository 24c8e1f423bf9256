package org.tutela.web.access;

import jakarta.servlet.http.HttpServletResponse;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter;
import org.tutela.answers.ask.Answers;
import org.tutela.web.Settings;

/// The security chain: everything is closed but the sign-in, the way to set a password, and the
/// look.
@Configuration(proxyBeanMethods = false)
public class AccessWiring {
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src"
                    + " 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors"
                    + " 'none'";

    // Rebinding needs a name; an address in numbers is always the one that was asked.
    private static final Pattern NUMBER =
            Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|\\[?[0-9a-f:]+]?");

    /// Made by the server.
    AccessWiring() {}

    @Bean
    static AuthenticationProvider signIn(Answers answers) {
        return new SignIn(answers.casebook(), new Throttle(InstantSource.system()));
    }

    @Bean
    static HttpFirewall firewall(Settings settings) {
        Set<String> names = new HashSet<>(List.of("localhost", "127.0.0.1", "[::1]", "::1"));
        names.add(settings.host().toLowerCase(Locale.ROOT));
        StrictHttpFirewall firewall = new StrictHttpFirewall();
        // A foreign Host header would reach links and redirects, and opens DNS rebinding.
        firewall.setAllowedHostnames(host ->
                names.contains(host.toLowerCase(Locale.ROOT)) || NUMBER.matcher(host).matches());
        firewall.setAllowedHttpMethods(Set.of("GET", "HEAD", "POST"));
        return firewall;
    }

    @Bean
    static Refusals refusals(Answers answers) {
        return new Refusals(answers.casebook(), InstantSource.system());
    }

    @Bean
    static RequestRejectedHandler rejected(Refusals refusals) {
        return (request, response, failure) -> {
            refusals.write("HOST_REFUSED", request);
            response.sendError(HttpServletResponse.SC_BAD_REQUEST);
        };
    }

    @Bean
    static SecurityFilterChain chain(HttpSecurity http, Answers answers, Refusals refusals) {
        http.authorizeHttpRequests(requests ->
                requests.requestMatchers("/sign-in", "/password", "/look/**", "/error")
                        .permitAll()
                        .anyRequest()
                        .authenticated());
        http.formLogin(form ->
                form.loginPage("/sign-in")
                        .usernameParameter("name")
                        .passwordParameter("password")
                        .defaultSuccessUrl("/")
                        .failureUrl("/sign-in?wrong"));
        http.logout(out ->
                out.logoutUrl("/sign-out")
                        .logoutSuccessUrl("/sign-in?left")
                        .addLogoutHandler((request, response, person) ->
                                refusals.signedOut(person, request.getRemoteAddr()))
                        .deleteCookies("__Host-tutela"));
        http.exceptionHandling(refused ->
                refused.accessDeniedHandler(
                                (request, response, failure) -> {
                                    refusals.write("FORM_REFUSED", request);
                                    response.sendError(HttpServletResponse.SC_FORBIDDEN);
                                })
                        .authenticationEntryPoint((request, response, failure) -> {
                            if (request.getRequestedSessionId() != null
                                    && !request.isRequestedSessionIdValid()) {
                                refusals.write("SESSION_REFUSED", request);
                            }
                            response.sendRedirect("/sign-in");
                        }));
        http.headers(headers ->
                headers.contentSecurityPolicy(policy -> policy.policyDirectives(POLICY))
                        .referrerPolicy(policy ->
                                policy.policy(
                                        ReferrerPolicyHeaderWriter.ReferrerPolicy.SAME_ORIGIN))
                        .crossOriginOpenerPolicy(policy ->
                                policy.policy(
                                        CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy
                                                .SAME_ORIGIN))
                        .crossOriginResourcePolicy(policy ->
                                policy.policy(
                                        CrossOriginResourcePolicyHeaderWriter
                                                .CrossOriginResourcePolicy.SAME_ORIGIN)));
        http.addFilterBefore(new StillKnown(answers.casebook().users()), AuthorizationFilter.class);
        return http.build();
    }
}
