package io.jenkins.plugins.argoimageupdate.jenkins.view;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.ExtensionList;
import hudson.model.FreeStyleProject;
import io.jenkins.plugins.argoimageupdate.jenkins.dashboard.ImagePanel;
import io.jenkins.plugins.argoimageupdate.jenkins.dashboard.ImageWatchLink;
import io.jenkins.plugins.argoimageupdate.jenkins.history.HistoryCsv;
import io.jenkins.plugins.argoimageupdate.jenkins.history.UpdateHistoryTab;
import io.jenkins.plugins.argoimageupdate.jenkins.record.DamagedFile;
import io.jenkins.plugins.argoimageupdate.jenkins.record.UpdateHistory;
import io.jenkins.plugins.argoimageupdate.jenkins.step.DemoJenkins;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.ImageUpdateTrigger;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.PollLogAction;
import io.jenkins.plugins.argoimageupdate.jenkins.trigger.Polls;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/** What is kept of polls, updates and builds lacks something: everything that shows it goes on. */
public class DamagedRecordsTest {

    private static final Logger LOG = Logger.getLogger(DamagedFile.class.getName());
    private static final String LAYER = "io.jenkins.plugins.argoimageupdate.jenkins.";
    private static final JsonMapper JSON = new JsonMapper();
    private static final int DEEPEST = 12;

    @Rule
    public final JenkinsRule jenkins = new JenkinsRule();

    @Rule
    public final DemoJenkins demo = new DemoJenkins();

    private FreeStyleProject job;

    @Before
    public void record() throws Exception {
        LOG.setLevel(Level.OFF); // hundreds of files are damaged here
        demo.configure();
        job = Polls.watchingJob(jenkins);
        ImageUpdateTrigger.of(job).run();
        Polls.settle(jenkins);
        SampleBuilds.build(jenkins, job, new SampleReports(Instant.now()).failed());
    }

    @After
    public void speakAgain() {
        LOG.setLevel(null);
    }

    @Test
    public void whateverIsMissingInWhatPollsKeepEverythingIsShown() throws Exception {
        assertReadable(file("argo-image-update-polls.json"), 50, this::readJob);
    }

    @Test
    public void whateverIsMissingInTheHistoryEverythingIsShown() throws Exception {
        assertReadable(file("argo-image-update-history.json"), 40, this::readJob);
    }

    @Test
    public void whateverIsMissingInAReportEverythingIsShown() throws Exception {
        assertReadable(file("builds/1/argo-image-update-1.json"), 80, this::readBuild);
    }

    @Test
    public void theDamageOfOneJobHidesNoOtherFromThePages() throws Exception {
        FreeStyleProject other = Polls.watchingJob(jenkins);
        ImageUpdateTrigger.of(other).run();
        Polls.settle(jenkins);
        try (JenkinsRule.WebClient client = jenkins.createWebClient().withJavaScriptEnabled(false)) {
            for (String polls : List.of(
                    "{\"images\": [{\"outcome\": \"CURRENT\"}]}",
                    "{\"images\": [{\"registry\": {}}]}",
                    "{\"images\": [{\"checked\": null}]}",
                    "{\"images\": [{\"state\": {}}]}",
                    "{\"started\": {\"a\": null}}")) {
                Files.writeString(file("argo-image-update-polls.json"), polls);
                Files.writeString(file("argo-image-update-history.json"), "{\"entries\": [{\"repository\": null}]}");
                Files.writeString(file("builds/1/argo-image-update-1.json"), "{\"applications\": [{\"rollout\": {}}]}");
                assertThat(client.goTo("manage/image-watch/").asNormalizedText())
                        .as(polls)
                        .contains(other.getFullName(), job.getFullName(), "lyzhang1999/frontend");
                client.goTo("manage/image-watch/api/json", "application/json");
                for (String page : List.of("", "argo-image-polling/", "1/", "1/image-update/")) {
                    client.goTo(job.getUrl() + page);
                }
                client.goTo(job.getUrl() + "1/image-update/api/json", "application/json");
                client.goTo(job.getUrl() + "argo-image-polling/api/json", "application/json");
            }
        }
    }

    private Path file(String name) {
        return job.getRootDir().toPath().resolve(name);
    }

    /** Reads everything of pages and the remote API that shows a file. */
    private interface Reading {
        void run() throws Exception;
    }

    private void assertReadable(Path file, int leastFields, Reading reading) throws Exception {
        String whole = Files.readString(file);
        reading.run();
        assertThat(aside(file)).doesNotExist();
        List<String> places = new ArrayList<>();
        collect(JSON.readTree(whole), "", places);
        assertThat(places).hasSizeGreaterThan(leastFields);
        for (String place : places) {
            for (boolean removed : List.of(true, false)) {
                Files.writeString(file, without(whole, place, removed));
                try {
                    reading.run();
                } catch (Exception | StackOverflowError e) {
                    throw new AssertionError(place + (removed ? " removed" : " null"), e);
                }
                Files.deleteIfExists(aside(file));
            }
        }
        Files.writeString(file, whole);
        reading.run();
        assertThat(aside(file)).doesNotExist();
    }

    private static Path aside(Path file) {
        return file.resolveSibling(file.getFileName() + ".damaged");
    }

    /** The members of all objects, of lists those of the first element. */
    private static void collect(JsonNode node, String place, List<String> places) {
        if (node.isArray() && !node.isEmpty()) {
            collect(node.get(0), place + "/0", places);
        }
        if (node.isObject()) {
            for (String name : node.propertyNames()) {
                String member = place + "/" + name.replace("~", "~0").replace("/", "~1");
                places.add(member);
                collect(node.get(name), member, places);
            }
        }
    }

    private static String without(String json, String place, boolean removed) throws IOException {
        JsonNode tree = JSON.readTree(json);
        int end = place.lastIndexOf('/');
        ObjectNode parent = (ObjectNode) tree.at(place.substring(0, end));
        String name = place.substring(end + 1).replace("~1", "/").replace("~0", "~");
        if (removed) {
            parent.remove(name);
        } else {
            parent.set(name, NullNode.getInstance());
        }
        return tree.toString();
    }

    private void readJob() throws Exception {
        read(ExtensionList.lookupSingleton(ImageWatchLink.class).getSnapshot(), 0);
        read(job.getAction(PollLogAction.class), 0);
        ImagePanel panel = job.getAction(ImagePanel.class);
        read(panel, 0);
        panel.banner(panel.getState(), panel.rows(panel.getState(), panel.getHistory()));
        panel.lastUpdate(panel.getHistory());
        read(panel.chart(panel.getHistory()).getLeadTimes(), 0);
        UpdateHistory history = UpdateHistory.of(job);
        HistoryCsv.of(history.entries());
        UpdateHistory.json(history.entries());
        UpdateHistoryTab tab = job.getAction(UpdateHistoryTab.class);
        if (tab != null) {
            read(tab, 0);
            read(tab.page(), 0);
        }
    }

    private void readBuild() throws Exception {
        read(job.getLastBuild().getAction(UpdateTab.class), 0);
    }

    private static void read(Object value, int depth) throws Exception {
        if (value instanceof Collection<?> many) {
            for (Object one : many) {
                read(one, depth);
            }
        }
        if (value == null || depth > DEEPEST || !value.getClass().getName().startsWith(LAYER)) {
            return;
        }
        for (Method method : value.getClass().getMethods()) {
            boolean getter = method.getName().matches("(get|is)[A-Z].*")
                    && method.getParameterCount() == 0
                    && !Modifier.isStatic(method.getModifiers())
                    && method.getDeclaringClass().getName().startsWith(LAYER);
            if (getter && !method.getReturnType().isInstance(value)) {
                method.setAccessible(true);
                read(method.invoke(value), depth + 1);
            }
        }
    }
}
