package dev.linchpin.server.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import dev.linchpin.server.config.LogSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sets up the process's log: to standard error, so that a command's answer stays alone on standard output. */
public final class Logging {
    /** Without stack traces; whoever needs those sets the level to debug. */
    private static final String SHORT = "%d{HH:mm:ss.SSS} %-5level %msg%n%nopex";

    private static final String LONG = "%d{HH:mm:ss.SSS} %-5level [%thread] %logger{20} %msg%n";

    /** Where refused calls to HubSpot are logged. */
    private static final String STARTING = "dev.linchpin.hubspot.call";

    private Logging() {}

    /** May be called again, when more is known about what is wanted. */
    public static void set(LogSettings settings) {
        if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
            return;
        }
        var level = Level.toLevel(settings.level().name());
        var isDetailed = !level.isGreaterOrEqual(Level.INFO);
        var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.detachAndStopAllAppenders();
        context.resetTurboFilterList();
        if (!isDetailed) {
            context.addTurboFilter(new Repetitions());
        }
        var appender = new ConsoleAppender<ILoggingEvent>();
        appender.setContext(context);
        appender.setTarget("System.err");
        appender.setEncoder(encoder(settings, context, isDetailed));
        appender.start();
        root.addAppender(appender);
        root.setLevel(level.isGreaterOrEqual(Level.WARN) ? level : Level.WARN);
        context.getLogger("dev.linchpin").setLevel(level);
        // A failure to start is told by whoever started; the parts need not tell it too.
        quiet(context, "io.javalin", isDetailed);
        quiet(context, STARTING, isDetailed);
        // Once for each connection that is lost, in words for programmers; whoever needed one tells it too.
        quiet(context, "com.zaxxer.hikari", isDetailed);
    }

    /** To be called when everything runs: from now on HubSpot's refusals are news. */
    public static void started() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.getLogger(STARTING).setLevel(null);
        }
    }

    private static void quiet(LoggerContext context, String logger, boolean isDetailed) {
        context.getLogger(logger).setLevel(isDetailed ? null : Level.OFF);
    }

    private static Encoder<ILoggingEvent> encoder(LogSettings settings, LoggerContext context, boolean isDetailed) {
        if (settings.format() == LogSettings.Format.JSON) {
            var json = new JsonEncoder();
            json.setContext(context);
            json.setWithSequenceNumber(false);
            json.setWithContext(false);
            json.setWithThrowable(isDetailed);
            json.start();
            return json;
        }
        var text = new PatternLayoutEncoder();
        text.setContext(context);
        text.setPattern(isDetailed ? LONG : SHORT);
        text.start();
        return text;
    }
}
