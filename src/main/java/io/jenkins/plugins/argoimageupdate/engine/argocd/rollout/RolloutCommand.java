package io.jenkins.plugins.argoimageupdate.engine.argocd.rollout;

import io.jenkins.plugins.argoimageupdate.engine.argocd.ArgoCdClient;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ApplicationRef;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ArgoCdMessages;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.HealthStatus;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ProgressiveRollout;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ResourceKey;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ResourceNode;
import io.jenkins.plugins.argoimageupdate.engine.argocd.model.ResourceTree;
import io.jenkins.plugins.argoimageupdate.engine.argocd.rollout.verdict.RolloutLimits;
import io.jenkins.plugins.argoimageupdate.engine.budget.Budget;
import io.jenkins.plugins.argoimageupdate.engine.failure.ArgoCdException;
import io.jenkins.plugins.argoimageupdate.engine.failure.Reason;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An action on the Rollouts of one Application: finds those that it is meant for, has Argo CD run it, and says how they go on. It can be
 * taken up again, as after a restart, with what {@link #prepare} gave: a Rollout that has moved on since is not acted on twice. Each
 * method asks Argo CD and comes back at once; nothing waits here. One thread.
 */
public final class RolloutCommand {

    private static final int MOST = Budget.ROLLOUT_RESOURCES.intValue();

    private final ArgoCdClient client;
    private final ApplicationRef application;
    private final String name;
    private final RolloutAction action;
    private final ProgressiveRollouts manifests;
    private @Nullable Look last;

    /**
     * @param name of the Rollout, alone or as {@code namespace/name}; empty for all of the Application that the action has an effect on
     */
    public RolloutCommand(ArgoCdClient client, ApplicationRef application, String name, RolloutAction action) {
        this.client = client;
        this.application = application;
        this.name = name;
        this.action = action;
        this.manifests = new ProgressiveRollouts(
                node -> Optional.of(client.resource(application, node)),
                Clock.systemUTC(),
                RolloutLimits.DEFAULT.refreshAgain());
    }

    /** The Rollouts of the tree, and what is known of those that are not Healthy. */
    private record Look(List<ResourceNode> nodes, List<ProgressiveRollout> rollouts) {

        Optional<ProgressiveRollout> of(ResourceNode node) {
            return rollouts.stream().filter(one -> one.key().equals(node.key())).findFirst();
        }

        String describe(ResourceNode node) {
            return node.key() + " is "
                    + of(node).map(ProgressiveRollout::describe)
                            .orElseGet(() -> node.health().toString());
        }
    }

    /**
     * Finds the Rollouts that the action is meant for.
     *
     * @return what they are at, by their names, to be kept for {@link #act} and {@link #look}
     * @throws ArgoCdException if there is none; says what there is
     */
    public Map<String, String> prepare() throws InterruptedException {
        last = lookAtAll();
        List<ResourceNode> named = last.nodes().stream().filter(this::isNamed).toList();
        if (named.isEmpty()) {
            List<String> all =
                    last.nodes().stream().map(node -> node.key().toString()).toList();
            throw new ArgoCdException(
                    Reason.NOT_FOUND,
                    attempted(),
                    all.isEmpty() ? "it has no Rollout of Argo Rollouts" : "it has only " + ArgoCdMessages.some(all),
                    all.isEmpty() ? "Check the name of the Application" : "Name one of these, or none for all");
        }
        Map<String, String> prepared = new TreeMap<>();
        for (ResourceNode node : named) {
            last.of(node).filter(action::fits).ifPresent(rollout -> prepared.put(id(node.key()), rollout.place()));
        }
        if (prepared.isEmpty()) {
            List<String> states = named.stream().map(last::describe).toList();
            throw new ArgoCdException(
                    Reason.INVALID_CONFIGURATION,
                    attempted(),
                    "nothing is " + action.fit() + ": " + ArgoCdMessages.some(states),
                    "");
        }
        return prepared;
    }

    private boolean isNamed(ResourceNode node) {
        return name.isEmpty() || name.equals(node.key().name()) || name.equals(id(node.key()));
    }

    /**
     * Has Argo CD run the action on those that are still where they were.
     *
     * @return the Rollouts that it was run on now, such as {@code Rollout/web (paused at step 2 of 5)}
     * @throws ArgoCdException if Argo CD does not run it; its message names those that it was run on before
     */
    public List<String> act(Map<String, String> prepared) throws InterruptedException {
        Look now = last == null ? lookAtAll() : last;
        List<String> acted = new ArrayList<>();
        for (ResourceNode node : now.nodes()) {
            Optional<ProgressiveRollout> rollout =
                    now.of(node).filter(one -> one.place().equals(prepared.get(id(node.key()))));
            if (rollout.isPresent()) {
                try {
                    for (String one : action.argoCd(rollout.get())) {
                        client.runAction(application, node, one);
                    }
                } catch (ArgoCdException e) {
                    throw acted.isEmpty() ? e : after(acted, e);
                }
                acted.add(node.key() + " (" + rollout.get().describe() + ")");
            }
        }
        return acted;
    }

    private ArgoCdException after(List<String> acted, ArgoCdException e) {
        return new ArgoCdException(
                e.reason(),
                e.attempted(),
                e.answer() + "; before that it was done: " + action.done() + " " + ArgoCdMessages.some(acted),
                e.advice(),
                e);
    }

    /**
     * What those that were acted on are at now. One that is Healthy, or gone, is not among them.
     *
     * @param prepared as {@link #prepare} gave it
     */
    public List<ProgressiveRollout> look(Map<String, String> prepared) throws InterruptedException {
        return lookAtAll().rollouts().stream()
                .filter(rollout -> prepared.containsKey(id(rollout.key())))
                .toList();
    }

    private Look lookAtAll() throws InterruptedException {
        ResourceTree tree = client.resourceTree(application);
        List<ResourceNode> nodes =
                tree.nodes().stream().filter(ProgressiveRollout::isOne).toList();
        long unsettled = nodes.stream()
                .filter(node -> node.health().status() != HealthStatus.HEALTHY)
                .count();
        if (unsettled > MOST) {
            throw new ArgoCdException(
                    Reason.INVALID_CONFIGURATION,
                    attempted(),
                    unsettled + " of its Rollouts are under way, and " + MOST + " are the most for one action",
                    "Wait for some of them, or use Argo CD");
        }
        return new Look(nodes, manifests.of(tree));
    }

    /** By which a Rollout is known in what {@link #prepare} gives. */
    static String id(ResourceKey key) {
        return key.namespace() + "/" + key.name();
    }

    RolloutAction action() {
        return action;
    }

    /** Such as {@code promote the Rollouts of Application shop}, to begin a message with. */
    public String attempted() {
        return action.command() + " " + (name.isEmpty() ? "the Rollouts" : "Rollout " + name) + " of " + application;
    }
}
