package io.jenkins.plugins.argoimageupdate.engine.plan;

import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationType;
import io.jenkins.plugins.argoimageupdate.engine.application.WatchedImage;
import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds keys that several images, of one Application or of several that write to the same file, want to have different values. Which
 * of them is right cannot be known, so none of these images is written; the others go on.
 */
public final class WriteConflicts {

    private static final int NAMED = 5;

    private final Map<String, List<Claim>> places = new HashMap<>();

    private WriteConflicts(Collection<ApplicationPlan> plans) {
        plans.forEach(plan -> plan.claims().forEach(claim -> at(claim.place()).add(claim)));
    }

    private List<Claim> at(String place) {
        return places.computeIfAbsent(place, none -> new ArrayList<>());
    }

    /** The same plans, in which images that are in each other's way have failed. */
    public static List<ApplicationPlan> refuse(List<ApplicationPlan> plans) {
        WriteConflicts conflicts = new WriteConflicts(plans);
        return plans.stream().map(conflicts::refuse).toList();
    }

    private ApplicationPlan refuse(ApplicationPlan plan) {
        Map<WatchedImage, List<Claim>> own = new LinkedHashMap<>();
        plan.claims()
                .forEach(claim -> own.computeIfAbsent(claim.watched(), image -> new ArrayList<>())
                        .add(claim));
        ApplicationPlan left = plan;
        for (Map.Entry<WatchedImage, List<Claim>> image : own.entrySet()) {
            Set<Claim> involved = new LinkedHashSet<>();
            Set<String> keys = new LinkedHashSet<>();
            List<Claim> tagFirst = new ArrayList<>(image.getValue());
            Collections.reverse(tagFirst);
            for (Claim claim : tagFirst) {
                List<Claim> against = against(claim);
                involved.addAll(against);
                against.forEach(other ->
                        keys.add(shorter(claim.setting().key(), other.setting().key())));
            }
            if (!keys.isEmpty()) {
                left = left.without(image.getKey(), failure(image.getValue().get(0), involved, keys));
            }
        }
        return left;
    }

    /** Those in a claim's way. */
    private List<Claim> against(Claim claim) {
        return at(claim.place()).stream().filter(claim::conflictsWith).toList();
    }

    private static String shorter(String one, String other) {
        return one.length() <= other.length() ? one : other;
    }

    private ConfigurationException failure(Claim claim, Set<Claim> involved, Set<String> keys) {
        Set<String> applications = new TreeSet<>();
        applications.add(claim.application());
        involved.forEach(other -> applications.add(other.application()));
        record Owner(String application, WatchedImage watched) {}
        Map<Owner, Claim> found = new LinkedHashMap<>();
        for (Claim each : at(claim.place())) {
            if (each.isOf(claim) || involved.contains(each)) {
                found.putIfAbsent(new Owner(each.application(), each.watched()), each);
            }
        }
        List<Claim> owners = List.copyOf(found.values());
        List<String> names = names(owners, applications.size() > 1);
        String written = describe(keys) + (applications.size() > 1 ? " in " + claim.where() : "");
        String answer = names.size() == 1
                ? names.get(0) + " writes both its name and its tag to " + written
                : describe(names) + (names.size() == 2 ? " both write " : " all write ") + written;
        return new ConfigurationException(
                Reason.INVALID_CONFIGURATION,
                "update " + describe(applications),
                answer,
                applications.size() > 1
                        ? "Give each Application its own file or keys, or let them choose the same version"
                        : advice(claim.form(), owners));
    }

    private static List<String> names(List<Claim> owners, boolean withApplication) {
        boolean distinct = owners.stream().map(Claim::name).distinct().count() == owners.size();
        return owners.stream()
                .map(owner -> (distinct || withApplication ? owner.name() : owner.fullName())
                        + (withApplication ? " of " + owner.application() : ""))
                .toList();
    }

    private static String advice(ApplicationType form, List<Claim> owners) {
        int images = owners.size();
        boolean oneAlias = owners.stream().map(Claim::name).distinct().count() < images;
        return switch (form) {
            case KUSTOMIZE ->
                "Kustomize knows one tag for each name: give each its own"
                        + " (annotation kustomize.image-name, or imageName), or watch one";
            case PLUGIN ->
                images == 1 ? "Name two variables, or one for the whole image" : "Give each its own variables";
            default ->
                images == 1
                        ? "Name two keys, or one for the whole image (annotation helm.image-spec, or imageSpec)"
                        : "Give each its own " + (oneAlias ? "alias and " : "")
                                + "keys (annotations helm.image-name and helm.image-tag, or imageName and imageTag)";
        };
    }

    /** Such as {@code a, b and c}. */
    private static String describe(Collection<String> words) {
        List<String> all = new ArrayList<>(words);
        if (all.size() > NAMED) {
            all = new ArrayList<>(all.subList(0, NAMED));
            all.add((words.size() - NAMED) + " more");
        }
        int last = all.size() - 1;
        return last == 0 ? all.get(0) : String.join(", ", all.subList(0, last)) + " and " + all.get(last);
    }
}
