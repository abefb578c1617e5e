package dev.linchpin.torture.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Histories as files: a seed's history changes whenever the generator does, a kept one does not. */
public final class KeptPlan {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private KeptPlan() {}

    /** @throws IOException when there is no such file, or it holds no history */
    public static Plan read(Path file) throws IOException {
        return parse(Files.readString(file));
    }

    /** A plan from the text of a file. */
    public static Plan parse(String text) {
        return JSON.readValue(text, Plan.class);
    }

    /** A plan as the text of a file. */
    public static String text(Plan plan) {
        return JSON.writeValueAsString(plan);
    }
}
