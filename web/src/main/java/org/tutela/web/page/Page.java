package org.tutela.web.page;

import org.springframework.web.servlet.function.RouterFunctions;

/// One page: its routes, and how each is answered.
public interface Page {
    /// Adds its routes.
    void addTo(RouterFunctions.Builder routes);
}
