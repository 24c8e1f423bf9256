package org.tutela.web.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.security.Principal;
import java.util.Optional;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import org.tutela.casebook.User;
import org.tutela.casebook.Users;

/// Ends the session of an account that was disabled or is gone.
final class StillKnown extends OncePerRequestFilter {
    private final Users users;

    StillKnown(Users users) {
        this.users = users;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Principal principal = request.getUserPrincipal();
        if (principal != null) {
            Optional<User> user = users.find(principal.getName());
            if (user.isEmpty() || user.get().disabled()) {
                HttpSession session = request.getSession(false);
                if (session != null) {
                    session.invalidate();
                }
                SecurityContextHolder.clearContext();
                response.sendRedirect("/sign-in");
                return;
            }
        }
        chain.doFilter(request, response);
    }
}
