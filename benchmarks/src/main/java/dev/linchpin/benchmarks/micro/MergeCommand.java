package dev.linchpin.benchmarks.micro;

import java.util.stream.Stream;
import picocli.CommandLine.Command;

/** The command {@code linchpin bench merge}: of the hot parts, only the merge. */
@Command(
        name = "merge",
        mixinStandardHelpOptions = true,
        description = "Measures the merge of fields, on one core and without any database.")
public final class MergeCommand extends MicroCommand {

    public MergeCommand() {
        super(Stream.of(Part.values()).filter(Part::isMerge).toList());
    }
}
