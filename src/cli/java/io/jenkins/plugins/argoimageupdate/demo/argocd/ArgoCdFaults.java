package io.jenkins.plugins.argoimageupdate.demo.argocd;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** What goes wrong with an {@link EmbeddedArgoCd} from now on. Thread-safe. */
public final class ArgoCdFaults {

    private final Set<String> missingImages = ConcurrentHashMap.newKeySet();
    private final Set<String> unschedulableImages = ConcurrentHashMap.newKeySet();
    private final Set<String> crashingImages = ConcurrentHashMap.newKeySet();
    private final Set<String> frozenApplications = ConcurrentHashMap.newKeySet();
    private final AtomicInteger serverErrors = new AtomicInteger();
    private final AtomicInteger changesBeforePatch = new AtomicInteger();
    private volatile boolean withoutStreams;
    private volatile boolean heldOperations;
    private volatile boolean heldComparisons;
    private volatile boolean withoutManifests;
    private volatile boolean withoutLiveResources;
    private volatile boolean withoutSecondActions;
    private volatile boolean failingAnalyses;
    private volatile String failingOperations = "";

    /** Pods with this {@code image:tag} cannot pull it. */
    public void imageIsMissing(String image) {
        missingImages.add(image);
    }

    /** Pods with this {@code image:tag} find no node. */
    public void imageFindsNoNode(String image) {
        unschedulableImages.add(image);
    }

    /** Pods with this {@code image:tag} end as soon as they have started. */
    public void imageCrashes(String image) {
        crashingImages.add(image);
    }

    /** A sync window denies every sync of an Application. */
    public void freeze(String application) {
        frozenApplications.add(application);
    }

    /** The next requests are answered with 500. */
    public void answerServerErrors(int count) {
        serverErrors.set(count);
    }

    /** Somebody else changes an Application's parameters right before each of the next patches. */
    public void changeBeforePatch(int count) {
        changesBeforePatch.set(count);
    }

    /** The watch stream is not found, as behind some proxies. */
    public void withoutStreams() {
        withoutStreams = true;
    }

    /** Requests for manifests fail, as where argocd-server does not reach the cluster. */
    public void withoutManifests() {
        withoutManifests = true;
    }

    /** What differs from Git is not told, as where argocd-server cannot read the cluster, until this is taken back. */
    public void withoutLiveResources(boolean without) {
        withoutLiveResources = without;
    }

    boolean hasNoLiveResources() {
        return withoutLiveResources;
    }

    /** Actions are known by their first request alone, as before Argo CD 3.1. */
    public void withoutSecondActions() {
        withoutSecondActions = true;
    }

    /** The analyses of Rollouts end as Failed from now on, until this is taken back. */
    public void failAnalyses(boolean fail) {
        failingAnalyses = fail;
    }

    boolean hasNoSecondActions() {
        return withoutSecondActions;
    }

    boolean failsAnalyses() {
        return failingAnalyses;
    }

    /** Operations are taken up and do not end until this is taken back. */
    public void holdOperations(boolean hold) {
        heldOperations = hold;
    }

    /** Applications added from now on are not compared with Git, and refreshes wait, until this is taken back. */
    public synchronized void holdComparisons(boolean hold) {
        heldComparisons = hold;
        notifyAll();
    }

    /** Operations end as Failed with this message; empty to let them succeed again. */
    public void failOperations(String message) {
        failingOperations = message;
    }

    boolean isMissing(String image) {
        return missingImages.contains(image);
    }

    boolean isUnschedulable(String image) {
        return unschedulableImages.contains(image);
    }

    boolean isCrashing(String image) {
        return crashingImages.contains(image);
    }

    boolean isFrozen(String application) {
        return frozenApplications.contains(application);
    }

    boolean takeServerError() {
        return serverErrors.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
    }

    boolean takeChangeBeforePatch() {
        return changesBeforePatch.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
    }

    boolean hasNoStreams() {
        return withoutStreams;
    }

    boolean hasNoManifests() {
        return withoutManifests;
    }

    boolean holdsOperations() {
        return heldOperations;
    }

    boolean holdsComparisons() {
        return heldComparisons;
    }

    /** Waits until Applications may be compared; whether they may now. */
    synchronized boolean awaitComparisons(long milliseconds) throws InterruptedException {
        long end = System.nanoTime() + milliseconds * 1_000_000;
        while (heldComparisons && System.nanoTime() < end) {
            wait(50);
        }
        return !heldComparisons;
    }

    String operationFailure() {
        return failingOperations;
    }
}
