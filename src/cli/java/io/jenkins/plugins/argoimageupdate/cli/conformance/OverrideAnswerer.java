package io.jenkins.plugins.argoimageupdate.cli.conformance;

import io.jenkins.plugins.argoimageupdate.engine.application.Application;
import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationSource;
import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationSource.HelmParameter;
import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationSource.PluginVariable;
import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationSources;
import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationSources.Form;
import io.jenkins.plugins.argoimageupdate.engine.application.ObservedApplication;
import io.jenkins.plugins.argoimageupdate.engine.application.WatchedImage;
import io.jenkins.plugins.argoimageupdate.engine.application.target.WriteBack;
import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import io.jenkins.plugins.argoimageupdate.engine.failure.RegistryException;
import io.jenkins.plugins.argoimageupdate.engine.failure.UpdateException;
import io.jenkins.plugins.argoimageupdate.engine.golang.Timestamps;
import io.jenkins.plugins.argoimageupdate.engine.image.RegistryTag;
import io.jenkins.plugins.argoimageupdate.engine.plan.ApplicationPlan;
import io.jenkins.plugins.argoimageupdate.engine.plan.ImageOutcome;
import io.jenkins.plugins.argoimageupdate.engine.plan.Planner;
import io.jenkins.plugins.argoimageupdate.engine.plan.SourceParameters;
import io.jenkins.plugins.argoimageupdate.engine.selection.TagSelector;
import io.jenkins.plugins.argoimageupdate.engine.watch.ImageUpdaterResource;
import io.jenkins.plugins.argoimageupdate.engine.watch.WatchSpec;
import io.jenkins.plugins.argoimageupdate.engine.writeback.WriteBackFiles;
import io.jenkins.plugins.argoimageupdate.engine.writeback.message.BranchNameTemplate;
import io.jenkins.plugins.argoimageupdate.engine.writeback.message.BranchSubject;
import io.jenkins.plugins.argoimageupdate.engine.writeback.message.CommitMessageTemplate;
import io.jenkins.plugins.argoimageupdate.engine.writeback.message.TemplateChange;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** From configuration, given as an ImageUpdater resource or annotations, to the files written, commit message and branch. */
final class OverrideAnswerer implements Answerer {

    private static final String CONTROL_PLANE = "argocd";

    @Override
    public JsonNode answer(JsonNode input) throws InterruptedException {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("applicationMatched", false).put("committed", false);
        answer.put("imagesUpdated", 0).put("imagesSkipped", 0).put("errors", 0);
        answer.putObject("files");
        try {
            ImageUpdaterResource resource =
                    ImageUpdaterResource.parse("ImageUpdater", resource(input).toString());
            Optional<WatchSpec> spec = resource.watch(application(input), warning -> {});
            if (spec.isPresent()) {
                answer(input, spec.get(), answer);
            }
        } catch (ConfigurationException refused) {
            answer.put("refused", refused.getMessage());
        }
        answer.remove("refused");
        return answer;
    }

    private static void answer(JsonNode input, WatchSpec spec, ObjectNode answer) throws InterruptedException {
        ApplicationPlan plan = Planner.plan(spec, outcomes(input, spec));
        answer.put("applicationMatched", true);
        answer.put("target", spec.target().toString());
        answer.put("imagesUpdated", plan.changes().size());
        answer.put("imagesSkipped", plan.skipped().size());
        plan.failed().forEach(image -> addError(answer, image.failure()));
        if (plan.changes().isEmpty()) {
            return;
        }
        if (spec.writeBack() instanceof WriteBack.Git git) {
            try {
                commit(input, plan, git, answer);
            } catch (UpdateException failure) {
                answer.put("imagesUpdated", 0);
                addError(answer, failure);
            }
        } else {
            putParameters(spec, SourceParameters.after(plan), answer);
        }
    }

    private static void commit(JsonNode input, ApplicationPlan plan, WriteBack.Git git, ObjectNode answer) {
        List<TemplateChange> changes =
                plan.changes().stream().map(TemplateChange::of).toList();
        String branch = git.pushBranch().isEmpty()
                ? plan.spec().baseBranch()
                : BranchNameTemplate.parse(git.pushBranch())
                        .render(BranchSubject.NONE, changes)
                        .text();
        Map<String, byte[]> files =
                WriteBackFiles.edit(plan, new CaseTree(input.path("files"))).files();
        ObjectNode written = (ObjectNode) answer.get("files");
        files.forEach((path, content) -> written.put(path, new String(content, StandardCharsets.UTF_8)));
        if (files.isEmpty()) {
            return;
        }
        answer.put("committed", true);
        answer.put("pushBranch", branch);
        answer.put(
                "commitMessage",
                CommitMessageTemplate.parse(CommitMessageTemplate.DEFAULT)
                        .render(plan.spec().application().name(), changes)
                        .text());
    }

    private static void putParameters(WatchSpec spec, SourceParameters parameters, ObjectNode answer) {
        if (spec.type() == io.jenkins.plugins.argoimageupdate.engine.application.ApplicationType.KUSTOMIZE) {
            ArrayNode images = answer.putArray("specKustomizeImages");
            parameters.kustomizeImages().forEach(images::add);
        }
        if (!parameters.helm().isEmpty()) {
            ArrayNode list = answer.putArray("specHelmParameters");
            for (HelmParameter parameter : parameters.helm()) {
                ObjectNode entry =
                        list.addObject().put("name", parameter.name()).put("value", parameter.value());
                if (parameter.forceString()) {
                    entry.put("forceString", true);
                }
            }
        }
        if (!parameters.pluginEnv().isEmpty()) {
            ArrayNode list = answer.putArray("specPluginEnv");
            parameters
                    .pluginEnv()
                    .forEach(variable ->
                            list.addObject().put("name", variable.name()).put("value", variable.value()));
        }
    }

    private static void addError(ObjectNode answer, UpdateException failure) {
        answer.put("errors", answer.get("errors").asInt() + 1);
        ArrayNode log = answer.has("errorLog") ? (ArrayNode) answer.get("errorLog") : answer.putArray("errorLog");
        log.add(failure.getMessage());
    }

    private static Map<WatchedImage, ImageOutcome> outcomes(JsonNode input, WatchSpec spec)
            throws InterruptedException {
        Map<WatchedImage, ImageOutcome> outcomes = new LinkedHashMap<>();
        for (WatchedImage image : Planner.toSelect(spec)) {
            outcomes.put(image, outcome(input.path("registryTags"), image));
        }
        return outcomes;
    }

    private static ImageOutcome outcome(JsonNode registry, WatchedImage image) throws InterruptedException {
        boolean official = image.image().registry().matches("(docker\\.io)?")
                && image.image().name().indexOf('/') < 0;
        JsonNode tags =
                registry.path((official ? "library/" : "") + image.image().name());
        try {
            if (!tags.isArray()) {
                throw new RegistryException(
                        Reason.NOT_FOUND,
                        "list tags of " + image.image().withoutTag(),
                        "the registry does not know it",
                        "Correct the name");
            }
            List<RegistryTag> known = new ArrayList<>();
            for (JsonNode tag : tags) {
                known.add(new RegistryTag(
                        tag.get("name").asString(),
                        Timestamps.parse(tag.path("createdAt").asString("")).orElse(null),
                        tag.path("digest").asString(""),
                        Map.of()));
            }
            return new ImageOutcome.Selected(TagSelector.of(image.rule()).choose(known));
        } catch (UpdateException failure) {
            return new ImageOutcome.Failed(failure);
        }
    }

    private static JsonNode resource(JsonNode input) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        ObjectNode reference =
                root.putObject("spec").putArray("applicationRefs").addObject().put("namePattern", "*");
        if (input.hasNonNull("annotations")) {
            reference.put("useAnnotations", true);
            return root;
        }
        reference.set("images", input.path("images"));
        ObjectNode writeBack = reference
                .putObject("writeBackConfig")
                .put("method", input.get("method").asString());
        ObjectNode git = writeBack.putObject("gitConfig");
        git.put("repository", input.path("repository").asString(null));
        git.put("branch", input.path("branch").asString(null));
        git.put("writeBackTarget", input.path("writeBackTarget").asString(null));
        return root;
    }

    private static Application application(JsonNode input) {
        Map<String, String> annotations = new LinkedHashMap<>();
        input.path("annotations")
                .properties()
                .forEach(entry ->
                        annotations.put(entry.getKey(), entry.getValue().asString()));
        return new Application(
                input.get("appName").asString(),
                input.get("appNamespace").asString(),
                "default",
                Map.of(),
                annotations,
                new ApplicationSources(Form.SINGLE, List.of(source(input))),
                new ObservedApplication(
                        CONTROL_PLANE,
                        List.of(input.get("sourceType").asString()),
                        input.path("liveImages")
                                .valueStream()
                                .map(JsonNode::asString)
                                .toList()));
    }

    private static ApplicationSource source(JsonNode input) {
        List<HelmParameter> helm = input.path("helmParameters")
                .valueStream()
                .map(parameter -> new HelmParameter(
                        parameter.get("name").asString(),
                        parameter.path("value").asString(""),
                        parameter.path("forceString").asBoolean(false)))
                .toList();
        List<PluginVariable> env = input.path("pluginEnv")
                .valueStream()
                .map(variable -> new PluginVariable(
                        variable.get("name").asString(), variable.path("value").asString("")))
                .toList();
        return new ApplicationSource(
                "https://git.example.com/repository.git",
                input.path("sourcePath").asString(""),
                "",
                "main",
                "",
                new ApplicationSource.Helm(helm, List.of(), ""),
                input.path("kustomizeImages")
                        .valueStream()
                        .map(JsonNode::asString)
                        .toList(),
                env);
    }
}
