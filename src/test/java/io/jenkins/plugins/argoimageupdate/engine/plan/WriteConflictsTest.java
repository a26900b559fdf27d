package io.jenkins.plugins.argoimageupdate.engine.plan;

import static io.jenkins.plugins.argoimageupdate.engine.plan.PlanFixture.image;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.argoimageupdate.engine.application.ApplicationFixture;
import io.jenkins.plugins.argoimageupdate.engine.application.WatchedImage;
import io.jenkins.plugins.argoimageupdate.engine.image.RegistryTag;
import io.jenkins.plugins.argoimageupdate.engine.selection.Selection;
import io.jenkins.plugins.argoimageupdate.engine.watch.WatchSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.Test;

public class WriteConflictsTest {

    private static final String SHARED = "helmvalues:/env/values.yaml";

    @Test
    public void refusesApplicationsThatWriteDifferentValuesToOneKey() {
        List<ApplicationPlan> plans =
                WriteConflicts.refuse(List.of(plan("shop", SHARED, "2"), plan("shop-eu", "/env//values.yaml", "3")));

        assertThat(plans).allSatisfy(plan -> {
            assertThat(plan.changes()).isEmpty();
            assertThat(plan.failed().get(0).failure())
                    .hasMessage("update shop and shop-eu: api of shop and api of shop-eu both write image.tag in"
                            + " env/values.yaml (repository a). Give each Application its own file or keys, or let them choose the"
                            + " same version");
        });
    }

    @Test
    public void refusesThemTooWhereOneOfThemStaysAsItIs() {
        List<ApplicationPlan> plans =
                WriteConflicts.refuse(List.of(plan("shop", SHARED, "1"), plan("shop-eu", SHARED, "2")));

        assertThat(plans.get(1).changes()).isEmpty();
        assertThat(plans.get(1).failed()).hasSize(1);
    }

    @Test
    public void letsApplicationsShareAFileWhoseValuesTheyAgreeOn() {
        List<ApplicationPlan> plans =
                WriteConflicts.refuse(List.of(plan("shop", SHARED, "2"), plan("shop-eu", SHARED, "2")));

        assertThat(plans).allSatisfy(plan -> assertThat(plan.changes()).hasSize(1));
    }

    @Test
    public void tellsFilesApart() {
        List<ApplicationPlan> plans = WriteConflicts.refuse(
                List.of(plan("shop", "", "2"), plan("shop-eu", "", "3"), plan("shop-us", SHARED, "4")));

        assertThat(plans).allSatisfy(plan -> assertThat(plan.changes()).hasSize(1));
    }

    @Test
    public void tellsRequestsForOneApplicationApart() {
        WatchedImage one = image("api=x/api:1.x", null);
        WatchedImage two = image("api=x/api:2.x", null);

        List<ApplicationPlan> plans =
                WriteConflicts.refuse(List.of(plan(spec(one), one, "1.2"), plan(spec(two), two, "2.3")));

        assertThat(plans.get(0).failed().get(0).failure())
                .hasMessageContaining(
                        "update shop: api=x/api:1.x by alphabetical and api=x/api:2.x by alphabetical both write image.tag");
    }

    @Test
    public void namesAFewOfMany() {
        List<ApplicationPlan> plans = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            plans.add(plan("shop-" + i, SHARED, String.valueOf(i)));
        }

        assertThat(WriteConflicts.refuse(plans).get(0).failed().get(0).failure().getMessage())
                .contains("15 more")
                .hasSizeLessThan(500);
    }

    private static ApplicationPlan plan(String application, String target, String chosen) {
        WatchedImage api = image("api=x/api", null);
        return plan(
                PlanFixture.spec(new ApplicationFixture().live("x/api:1").named(application), target, api),
                api,
                chosen);
    }

    private static WatchSpec spec(WatchedImage image) {
        return PlanFixture.spec(new ApplicationFixture().live("x/api:1").named("shop"), SHARED, image);
    }

    private static ApplicationPlan plan(WatchSpec spec, WatchedImage api, String chosen) {
        Selection selection = new Selection(Optional.of(RegistryTag.named(chosen)), List.of(), List.of(), List.of());
        return Planner.plan(spec, Map.of(api, new ImageOutcome.Selected(selection)));
    }
}
