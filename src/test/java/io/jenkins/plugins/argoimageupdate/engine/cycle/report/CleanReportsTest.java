package io.jenkins.plugins.argoimageupdate.engine.cycle.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.argoimageupdate.engine.argocd.SyncWindows;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.LiveApplication;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ResourceEvent;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ResourceNode;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.RevisionMetadata;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.RolloutChange;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.WriteBackReport.Committed;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.WriteBackReport.NothingToCommit;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.WriteBackReport.ParametersSet;
import io.jenkins.plugins.argoimageupdate.engine.text.HostileStrings;
import io.jenkins.plugins.argoimageupdate.engine.webhook.PushEvent;
import io.jenkins.plugins.argoimageupdate.engine.writeback.message.TemplateChange;
import io.jenkins.plugins.argoimageupdate.engine.writeback.pullrequest.PullRequest;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.Test;

/** Whatever field is added to a report or to what is read from a server: text in it comes out clean. */
public class CleanReportsTest {

    private static final Set<String> BLOCKS = Set.of("diff", "message");

    /** What is read on, not shown: errors about it clean it, and so do reports. */
    private static final Set<String> SOURCES = Set.of(
            "annotations",
            "liveImages",
            "repoUrl",
            "path",
            "chart",
            "targetRevision",
            "ref",
            "valueFiles",
            "values",
            "kustomizeImages",
            "value",
            "name of HelmParameter",
            "name of PluginVariable",
            "sources");

    private final Set<Class<?>> made = new HashSet<>();

    @Test
    public void everyTextOfAReportIsClean() throws Exception {
        assertClean(make(CycleReport.class, 0), "");

        assertThat(made).contains(ResourceReport.class, TagReport.class, BranchReport.class, TimelineEntry.class);
    }

    @Test
    public void everyTextOfAWriteBackIsCleanWhateverWasDone() throws Exception {
        for (Class<?> type : choices(WriteBackReport.class).toList()) {
            assertClean(make(type, 0), "");
        }

        assertThat(made).contains(Committed.class, NothingToCommit.class, ParametersSet.class);
    }

    private static Stream<Class<?>> choices(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(CleanReportsTest::choices)
                : Stream.of(type);
    }

    @Test
    public void everyTextThatIsReadToBeShownIsClean() throws Exception {
        for (Class<?> type : List.of(
                LiveApplication.class,
                ResourceNode.class,
                ResourceEvent.class,
                RevisionMetadata.class,
                RolloutChange.class,
                SyncWindows.class,
                PushEvent.class,
                PullRequest.class,
                TemplateChange.class)) {
            assertClean(make(type, 0), "");
        }
    }

    private static void assertClean(Object value, String path) throws Exception {
        if (value instanceof String text) {
            boolean block = BLOCKS.contains(path.substring(path.lastIndexOf('.') + 1));
            assertThat(HostileStrings.isFit(block ? text.replaceAll("[\n\t\r]", "") : text))
                    .as(path)
                    .isTrue();
        } else if (value instanceof Optional<?> optional) {
            assertClean(optional.orElseThrow(), path);
        } else if (value instanceof List<?> list) {
            for (Object element : list) {
                assertClean(element, path);
            }
        } else if (value instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                assertClean(entry.getKey(), path + " key");
                assertClean(entry.getValue(), path);
            }
        } else if (value instanceof Record) {
            String type = value.getClass().getSimpleName();
            for (RecordComponent part : value.getClass().getRecordComponents()) {
                part.getAccessor().setAccessible(true);
                if (!SOURCES.contains(part.getName()) && !SOURCES.contains(part.getName() + " of " + type)) {
                    assertClean(part.getAccessor().invoke(value), path + "." + type + "." + part.getName());
                }
            }
        }
    }

    private Object make(Type type, int depth) throws Exception {
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            if (generic.getRawType() == Map.class) {
                return arguments[0] instanceof Class<?> key && key.isEnum()
                        ? Map.of()
                        : Map.of(make(arguments[0], depth), make(arguments[1], depth));
            }
            if (generic.getRawType() == Optional.class) {
                return Optional.of(make(arguments[0], depth + 1));
            }
            return depth > 6 ? List.of() : List.of(make(arguments[0], depth + 1));
        }
        Class<?> raw = (Class<?>) type;
        if (raw == String.class) {
            return HostileStrings.all();
        } else if (raw == int.class || raw == Integer.class) {
            return 1;
        } else if (raw == long.class || raw == Long.class) {
            return 1L;
        } else if (raw == boolean.class) {
            return false;
        } else if (raw == Instant.class) {
            return Instant.EPOCH;
        } else if (raw == Duration.class) {
            return Duration.ZERO;
        } else if (raw.isEnum()) {
            return raw.getEnumConstants()[0];
        } else if (raw.isSealed()) {
            return make(choices(raw).findFirst().orElseThrow(), depth);
        }
        assertThat(raw.isRecord()).as(raw + " is a record").isTrue();
        made.add(raw);
        RecordComponent[] parts = raw.getRecordComponents();
        Class<?>[] types = new Class<?>[parts.length];
        Object[] values = new Object[parts.length];
        for (int i = 0; i < parts.length; i++) {
            types[i] = parts[i].getType();
            values[i] = make(parts[i].getGenericType(), depth + 1);
        }
        var constructor = raw.getDeclaredConstructor(types);
        constructor.setAccessible(true);
        return constructor.newInstance(values);
    }
}
