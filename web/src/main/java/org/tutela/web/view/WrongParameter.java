package org.tutela.web.view;

import java.io.IOException;

/// Says that an address has a parameter that is missing, or is not of its kind.
public final class WrongParameter extends IOException {
    private static final long serialVersionUID = 1L;

    /// Of the parameter `name`.
    public WrongParameter(String name) {
        super("the parameter " + name + " is missing or wrong");
    }
}
