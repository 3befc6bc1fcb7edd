package dev.outcrop.internal.caching;

import dev.outcrop.internal.family.CacheRules;
import dev.outcrop.message.Content;
import dev.outcrop.message.ConverseRequest;
import dev.outcrop.message.ConverseRequest.ToolConfig;
import dev.outcrop.message.Message;
import dev.outcrop.message.Role;
import dev.outcrop.message.ToolDefinition;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Places cache points in requests. Pure; the given request is never changed.
 *
 * <p>Bedrock caches the prefix before a point, in the order tools, system, messages, and looks for
 * a cached prefix at a point and up to 20 blocks before it. So there are points, the most useful
 * first:
 *
 * <ol>
 *   <li>after the last user's message, for the next call of this conversation to read;
 *   <li>after the user's message before it, where the last call had its own: the prefix it wrote is
 *       found even when the answer and the tools' results are more than 20 blocks;
 *   <li>after the system prompt, for other conversations with the same one;
 *   <li>after the tools, for those with the same tools and another prompt.
 * </ol>
 *
 * <p>The caller's own points count towards Bedrock's four, and are not changed: a part that has one
 * gets no others.
 *
 * @param rules what the model supports
 * @param oneHour whether to cache for an hour, if the model supports it
 * @param others the caller's points that are not in the request
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/userguide/prompt-caching.html">prompt
 *     caching</a>
 */
public record CachePolicy(CacheRules rules, boolean oneHour, RawCachePoints others) {
    private static final int MOST = 4;

    /**
     * Returns the same request with cache points; the same instance if there is no position for
     * any.
     */
    public ConverseRequest in(ConverseRequest request) {
        var places = new CachePointPositions(request);
        var own = new CallerCachePoints(request);
        int free = MOST - others.count() - own.count();
        var chosen = new ArrayList<Integer>();
        for (int place : candidates(request)) {
            if (chosen.size() < free
                    && places.isReached(place, rules.minimum())
                    && !own.isIn(place)
                    && fits(place, own)) {
                chosen.add(place);
            }
        }
        return chosen.isEmpty() ? request : marked(request, chosen, own);
    }

    /** The positions where points are useful, the most useful first. */
    private List<Integer> candidates(ConverseRequest request) {
        var candidates = new ArrayList<Integer>(MOST);
        List<Message> messages = request.messages();
        for (int i = messages.size() - 1; i >= 0 && candidates.size() < 2; i--) {
            if (endsCall(messages, i) && mayBeMarked(messages.get(i))) {
                candidates.add(CachePointPositions.message(i));
            }
        }
        if (!request.system().isEmpty()) {
            candidates.add(CachePointPositions.SYSTEM);
        }
        if (rules.tools() && request.toolConfig() != null) {
            candidates.add(CachePointPositions.TOOLS);
        }
        return candidates;
    }

    /** Whether a call ended here: with the last user message before an answer. */
    private static boolean endsCall(List<Message> messages, int i) {
        return messages.get(i).role().equals(Role.USER)
                && (i == messages.size() - 1 || !messages.get(i + 1).role().equals(Role.USER));
    }

    private boolean mayBeMarked(Message message) {
        List<Content> content = message.content();
        boolean hasResults = content.stream().anyMatch(Content.ToolResult.class::isInstance);
        return !content.isEmpty()
                && !(content.getLast() instanceof Content.Reasoning)
                && (rules.toolResults() || !hasResults);
    }

    /** A point of an hour must not come after one of five minutes. */
    private boolean fits(int place, CallerCachePoints own) {
        return isOneHour(place, own) || !(own.oneHourAfter(place) || oneHourElsewhere(place));
    }

    private boolean oneHourElsewhere(int place) {
        return others.oneHour() && place <= CachePointPositions.SYSTEM;
    }

    private boolean isOneHour(int place, CallerCachePoints own) {
        return oneHour && rules.oneHour() && !others.fiveMinutes() && !own.fiveMinutesBefore(place);
    }

    private ConverseRequest marked(
            ConverseRequest request, List<Integer> chosen, CallerCachePoints own) {
        ConverseRequest.Builder marked = request.toBuilder();
        var messages = new ArrayList<>(request.messages());
        for (int place : chosen) {
            var point = new Content.CachePoint(isOneHour(place, own) ? "1h" : null);
            if (place == CachePointPositions.TOOLS) {
                marked.toolConfig(marked(Objects.requireNonNull(request.toolConfig()), point));
            } else if (place == CachePointPositions.SYSTEM) {
                marked.system(with(request.system(), point));
            } else {
                int i = CachePointPositions.index(place);
                Message message = messages.get(i);
                messages.set(i, message.withContent(with(message.content(), point)));
            }
        }
        return marked.messages(messages).build();
    }

    private static ToolConfig marked(ToolConfig config, ToolDefinition point) {
        return new ToolConfig(with(config.tools(), point), config.toolChoice(), config.more());
    }

    private static <T> List<T> with(List<? extends T> blocks, T point) {
        var longer = new ArrayList<T>(blocks.size() + 1);
        longer.addAll(blocks);
        longer.add(point);
        return longer;
    }
}
