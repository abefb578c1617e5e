package dev.linchpin.server.cli;

import dev.linchpin.server.config.LogSettings;
import dev.linchpin.server.logging.Logging;
import dev.linchpin.server.runtime.Version;
import dev.linchpin.simulator.SimulatorCommand;
import java.util.concurrent.Callable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The commands, and what they have in common: how they are parsed, how they fail. */
@Command(
        name = "linchpin",
        mixinStandardHelpOptions = true,
        versionProvider = Cli.VersionText.class,
        synopsisSubcommandLabel = "COMMAND",
        description = "Keeps HubSpot CRM and your own SQL database in step, both ways.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:it worked",
            "1:something unforeseen, or the command did not reach its aim",
            "2:the command line or the configuration is wrong",
            "3:HubSpot refuses the token, or the token lacks a scope",
            "4:HubSpot cannot be reached",
            "5:the database cannot be used",
            "6:the address to listen on is taken",
            "7:another process runs this connection",
            "8:verify or reconcile found differences that nothing explains",
            "130, 143:stopped by Ctrl-C or SIGTERM, cleanly"
        },
        // The start script hands it to a module of its own, so it is no command here.
        footer =
                "%nIn a checkout, ./linchpin bench --help tells what can be measured, ./linchpin torture --help what is"
                        + " proved.")
public final class Cli implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before anything is called
    private CommandSpec spec;

    private Cli() {}

    /** Runs one command and answers its exit code. */
    public static int run(String[] arguments, Surroundings surroundings) {
        Logging.set(new LogSettings(LogSettings.Level.INFO, LogSettings.Format.TEXT));
        return new CommandLine(new Cli())
                .addSubcommand(new DemoCommand(surroundings))
                .addSubcommand(new ServeCommand(surroundings))
                .addSubcommand(new SyncCommand(surroundings))
                .addSubcommand(new VerifyCommand(surroundings))
                .addSubcommand(new ReconcileCommand(surroundings))
                .addSubcommand(new StatusCommand(surroundings))
                .addSubcommand(new GuardCommand(surroundings))
                .addSubcommand(new DoctorCommand(surroundings))
                .addSubcommand(new UninstallCommand(surroundings))
                .addSubcommand(new SimulatorCommand())
                .addSubcommand(new RehearseCommand(surroundings))
                .setOut(surroundings.out())
                .setErr(surroundings.error())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((wrong, _) -> misused(wrong))
                .setExecutionExceptionHandler((thrown, _, _) -> failed(thrown, surroundings))
                .execute(arguments);
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return ExitCode.CONFIGURATION.code();
    }

    private static int misused(ParameterException wrong) {
        var command = wrong.getCommandLine();
        var error = command.getErr();
        error.println(wrong.getMessage());
        if (!CommandLine.UnmatchedArgumentException.printSuggestions(wrong, error)) {
            var name = command.getCommandSpec().qualifiedName();
            error.println("How it goes: ./" + name + " --help");
        }
        error.flush();
        return ExitCode.CONFIGURATION.code();
    }

    private static int failed(Exception thrown, Surroundings surroundings) {
        LoggerFactory.getLogger(Cli.class).debug("The command failed", thrown);
        var failure = Failure.of(thrown);
        failure.lines().forEach(surroundings.error()::println);
        surroundings.error().flush();
        return failure.code().code();
    }

    static final class VersionText implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"Linchpin " + Version.current() + " (Java " + Runtime.version() + ")"};
        }
    }
}
