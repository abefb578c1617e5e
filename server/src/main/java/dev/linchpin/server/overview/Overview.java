package dev.linchpin.server.overview;

import dev.linchpin.engine.Engine;
import dev.linchpin.engine.mirror.MirrorLoop;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.store.Announcements.Completeness;
import dev.linchpin.engine.store.Differences;
import dev.linchpin.engine.store.Feed;
import dev.linchpin.engine.store.Inspection;
import dev.linchpin.engine.store.Reconciliations.Run;
import dev.linchpin.engine.store.Standings;
import dev.linchpin.engine.store.Standings.OfType;
import dev.linchpin.hubspot.Health;
import dev.linchpin.hubspot.budget.BudgetSnapshot;
import dev.linchpin.server.api.FrozenJson;
import dev.linchpin.server.api.HoldJson;
import dev.linchpin.server.api.MappedTypes;
import dev.linchpin.server.api.MirrorJson;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Puts together how the whole stands. Thread-safe. */
final class Overview {
    private static final long BURST_SECONDS = 10;
    private static final long SEARCH_SECONDS = 1;
    private static final long DAY_SECONDS = Duration.ofDays(1).toSeconds();

    /** Where it comes from. */
    record Sources(
            Inspection inspection,
            Standings standings,
            RunningNow running,
            Progress progress,
            Engine engine,
            Supplier<Health> hubSpot,
            Supplier<BudgetSnapshot> budget,
            double share,
            Set<Feed> feeds,
            MappedTypes types,
            Supplier<List<MirrorLoop.Report>> mirrors,
            InstantSource clock) {}

    private final Sources sources;

    Overview(Sources sources) {
        this.sources = sources;
    }

    OverviewJson now() {
        var now = sources.clock().instant();
        // Asked first: what begins meanwhile then shows in the figures, and not the other way round.
        var idle = sources.engine().isIdle();
        var known = new HashMap<ObjectType, OfType>();
        sources.standings().types().forEach(type -> known.put(type.type(), type));
        var standings = sources.types().all().stream()
                .map(ObjectMapping::type)
                .map(type -> known.getOrDefault(type, nothing(type)))
                .toList();
        var types = new ArrayList<OverviewJson.Type>();
        var running = new ArrayList<OverviewJson.Running>();
        for (var type : standings) {
            var reconciliation = sources.running().reconciliation(type.type());
            types.add(type(type, reconciliation, now));
            running.addAll(sources.running().of(type, reconciliation, now));
        }
        var mirrors = sources.mirrors().get();
        for (var mirror : mirrors) {
            running.addAll(sources.running().of(new ObjectType(mirror.name()), now));
        }
        var inspection = sources.inspection();
        return new OverviewJson(
                now,
                idle,
                standings.stream().mapToLong(OfType::openConflicts).sum(),
                standings.stream().mapToLong(OfType::deadLetters).sum(),
                standings.stream().mapToLong(OfType::queued).sum(),
                sources.hubSpot().get().problems(),
                inspection.holds().stream().map(HoldJson::of).toList(),
                inspection.frozen().stream().map(FrozenJson::of).toList(),
                feeds(inspection.feeds(now.minus(Duration.ofDays(1)))),
                budget(sources.budget().get()),
                types,
                mirrors.stream().map(MirrorJson::of).toList(),
                running);
    }

    private static OfType nothing(ObjectType type) {
        return new OfType(type, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, null, null, null);
    }

    private static OverviewJson.Type type(OfType type, Optional<Run> reconciliation, Instant now) {
        var checked = type.checked();
        return new OverviewJson.Type(
                type.type().name(),
                type.linked(),
                type.inSync(),
                type.pending(),
                type.conflicts(),
                type.failed(),
                type.parked(),
                type.unlinked(),
                type.differing(),
                checked == null ? null : checked.at(),
                reconciliation.isPresent() ? "running" : check(checked),
                seconds(type.oldestInDatabase(), now),
                seconds(type.oldestInHubSpot(), now));
    }

    private static String check(Standings.@Nullable Checked last) {
        if (last == null) {
            return "none";
        }
        return last.scope() == Differences.Scope.FULL ? "full" : "rolling";
    }

    /** The database's clock may be ahead of ours. */
    private static double seconds(@Nullable Instant since, Instant now) {
        return since == null ? 0 : Math.max(0, Duration.between(since, now).toMillis() / 1000.0);
    }

    private List<OverviewJson.Feed> feeds(List<Completeness> figures) {
        record Key(Feed feed, ObjectType type) {}
        Map<Key, Completeness> known = new HashMap<>();
        figures.forEach(figure -> known.put(new Key(figure.feed(), figure.type()), figure));
        var feeds = new ArrayList<OverviewJson.Feed>();
        for (var feed : Feed.values()) {
            if (sources.feeds().contains(feed)) {
                for (var mapping : sources.types().all()) {
                    var type = mapping.type();
                    var figure = known.getOrDefault(new Key(feed, type), new Completeness(feed, type, 0, 0, null));
                    feeds.add(new OverviewJson.Feed(
                            feed.name().toLowerCase(Locale.ROOT),
                            type.name(),
                            figure.told(),
                            figure.missed(),
                            figure.share(),
                            feed.isFast() ? figure.lastAt() : sources.progress().polledAt(type)));
                }
            }
        }
        return feeds;
    }

    private OverviewJson.Budget budget(BudgetSnapshot budget) {
        var limits = new ArrayList<OverviewJson.Limit>();
        limits.add(limit("burst", budget.burst(), BURST_SECONDS));
        if (budget.daily().isPresent() && budget.dailyRemaining().isPresent()) {
            var daily = budget.daily().getAsInt();
            limits.add(new OverviewJson.Limit(
                    "daily",
                    (long) Math.floor(daily * sources.share()),
                    daily - (long) budget.dailyRemaining().getAsInt(),
                    DAY_SECONDS));
        }
        limits.add(limit("search", budget.search(), SEARCH_SECONDS));
        return new OverviewJson.Budget(sources.share(), limits);
    }

    private static OverviewJson.Limit limit(String name, BudgetSnapshot.Use use, long seconds) {
        return new OverviewJson.Limit(name, use.limit(), use.used(), seconds);
    }
}
