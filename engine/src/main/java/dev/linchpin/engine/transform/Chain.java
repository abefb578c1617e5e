package dev.linchpin.engine.transform;

import dev.linchpin.engine.model.FieldType;
import dev.linchpin.engine.model.Transform;
import java.util.List;
import java.util.stream.Collectors;

/** Several transforms, in the order in which what a row holds goes through them; what is written goes the other way. */
public record Chain(List<Transform> links) implements Transform {
    public Chain {
        links = List.copyOf(links);
    }

    /** As short as may be. */
    public static Transform of(List<? extends Transform> links) {
        return switch (links.size()) {
            case 0 -> Transform.NONE;
            case 1 -> links.getFirst();
            default -> new Chain(List.copyOf(links));
        };
    }

    @Override
    public String read(String stored) {
        var text = stored;
        for (var link : links) {
            text = link.read(text);
        }
        return text;
    }

    @Override
    public String write(String value) {
        var text = value;
        for (var link : links.reversed()) {
            text = link.write(text);
        }
        return text;
    }

    @Override
    public boolean isLossless(FieldType type) {
        return links.stream().allMatch(link -> link.isLossless(type));
    }

    @Override
    public boolean onlyFolds() {
        return links.stream().allMatch(Transform::onlyFolds);
    }

    @Override
    public String toString() {
        return links.stream().map(Transform::toString).collect(Collectors.joining(", "));
    }
}
