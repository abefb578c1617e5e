package dev.linchpin.simulator.exchange;

/** The frame of the few pages that people see. */
public final class HtmlPage {

    private static final String STYLE = """
            :root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}
            body{max-width:72rem;margin:0 auto;padding:2rem 1rem 4rem}
            h1{font-size:1.6rem}h2{font-size:1.2rem;margin-top:2.5rem}h3{font-size:1rem;margin:1.5rem 0 .25rem}
            a{color:light-dark(#0b57d0,#8ab4f8)}nav a{margin-right:1rem}
            code{font:.875em/1.5 ui-monospace,monospace;overflow-wrap:anywhere}
            .value{min-width:10rem;max-width:20rem;max-height:6rem;overflow:auto}
            .name{white-space:nowrap;overflow-wrap:normal}
            .table{overflow-x:auto}table{border-collapse:collapse;width:100%}
            th,td{text-align:left;vertical-align:top;padding:.4rem 1rem .4rem 0;border-bottom:1px solid #8884}
            td:last-child{min-width:16rem}
            button{font:inherit;padding:.4rem 1.2rem;margin-right:.5rem}
            """;

    private HtmlPage() {}

    /**
     * A whole page.
     *
     * @param title as text
     * @param body as HTML
     */
    public static String of(String title, String body) {
        return "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">"
                + "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><title>" + escaped(title)
                + "</title><style>" + STYLE + "</style></head><body><h1>" + escaped(title) + "</h1>" + body
                + "</body></html>";
    }

    /** Text as HTML that shows it, also within an attribute. */
    public static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
