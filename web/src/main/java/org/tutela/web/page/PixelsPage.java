package org.tutela.web.page;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.tutela.answers.ask.Answers;
import org.tutela.answers.ask.NotFound;
import org.tutela.answers.ask.PictureFilter;
import org.tutela.answers.ask.Refused;
import org.tutela.answers.pictures.OpenPicture;
import org.tutela.web.view.Screens;
import org.tutela.web.view.Visit;
import org.tutela.web.view.WrongParameter;

/// `/pictures/small` and `/pictures/whole`: pixels of our own encoding, for who holds the lease.
/// Where there are none to give, a drawing that says why stands in their place.
public final class PixelsPage implements Page {
    private static final System.Logger LOG = System.getLogger(PixelsPage.class.getName());
    private static final MediaType DRAWING = MediaType.parseMediaType("image/svg+xml");

    private final Answers answers;
    private final Screens screens;

    /// Asks `answers`.
    public PixelsPage(Answers answers, Screens screens) {
        this.answers = answers;
        this.screens = screens;
    }

    @Override
    public void addTo(RouterFunctions.Builder routes) {
        routes.GET("/pictures/small", request -> pixels(request, false));
        routes.GET("/pictures/whole", request -> pixels(request, true));
    }

    private ServerResponse pixels(ServerRequest request, boolean whole) throws IOException {
        Visit visit = screens.visit(request);
        String content = visit.need("content");
        if (!content.matches("[0-9a-f]{64}")) {
            throw new WrongParameter("content");
        }
        PictureFilter filter =
                visit.choice("filter", PicturesPage.filter(visit), PictureFilter.class);
        try {
            byte[] jpeg = answers.act(visit.viewer(), new OpenPicture(content, whole, filter));
            return ServerResponse.ok()
                    .cacheControl(CacheControl.noStore())
                    .contentType(MediaType.IMAGE_JPEG)
                    .body(jpeg);
        } catch (Refused | NotFound e) {
            throw e;
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "a picture cannot be shown", e);
            return ServerResponse.ok()
                    .cacheControl(CacheControl.noStore())
                    .contentType(DRAWING)
                    .body(drawing(visit.say("pics.not-shown")));
        }
    }

    /// Two lines of words of ours on nothing.
    private static byte[] drawing(String words) {
        return ("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 160 120\"><text x=\"80\" y=\"64\""
                        + " text-anchor=\"middle\" font-family=\"sans-serif\" font-size=\"11\" fill=\"#7f868e\">"
                        + words.replace("&", "&amp;").replace("<", "&lt;")
                        + "</text></svg>")
                .getBytes(StandardCharsets.UTF_8);
    }
}
