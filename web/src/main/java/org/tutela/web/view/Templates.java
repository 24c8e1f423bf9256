package org.tutela.web.view;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;

/// The templates, compiled with the product.
public final class Templates {
    private final TemplateEngine engine = TemplateEngine.createPrecompiled(ContentType.Html);

    /// The page of a template, UTF-8.
    public byte[] render(String name, Map<String, Object> values) throws IOException {
        Utf8ByteOutput output = new Utf8ByteOutput();
        engine.render(name + ".jte", values, output);
        ByteArrayOutputStream page = new ByteArrayOutputStream(output.getContentLength());
        output.writeTo(page);
        return page.toByteArray();
    }
}
