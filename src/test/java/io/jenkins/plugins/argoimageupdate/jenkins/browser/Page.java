package io.jenkins.plugins.argoimageupdate.jenkins.browser;

import java.util.List;
import java.util.Locale;

/** A page of the plugin, or one of Jenkins that has a part of the plugin. */
enum Page {
    JOB(
            "{job}",
            ".aiu-panel",
            "dashboard/ImagePanel/jobMain",
            "dashboard/ImagePanel/panelFragment",
            "trigger/PollLogAction/action",
            "history/UpdateHistoryTab/action",
            "view/UpdateTab/badge"),
    LIST_VIEW("view/images/", ".aiu-column", "dashboard/ImagesColumn/column", "dashboard/ImagesColumn/columnHeader"),
    BUILD(
            "{build}",
            ".aiu-card",
            "view/UpdateTab/summary",
            "view/UpdateTab/widget",
            "view/UpdateTab/cardFragment",
            "view/UpdateTab/action",
            "trigger/ImageUpdateCause/description"),
    IMAGE_UPDATE("{build}image-update/", Page.MAIN, "view/UpdateTab/index", "view/UpdateTab/contentFragment"),
    BUILD_POLLING_LOG("{build}argo-image-polling/", Page.MAIN, "trigger/BuildPollLog/index"),
    HISTORY("{job}image-updates/", Page.MAIN, "history/UpdateHistoryTab/index"),
    ROLLBACK("{job}image-rollback/?build=1", Page.MAIN, "dashboard/RollbackPage/index"),
    ADOPTION("{job}image-rollback/?to=live&application=example", Page.MAIN, "dashboard/RollbackPage/index"),
    POLLING_LOG(
            "{job}argo-image-polling/", Page.MAIN, "trigger/PollLogAction/index", "trigger/PollLogAction/pollFragment"),
    IMAGE_WATCH(
            "manage/image-watch/",
            Page.MAIN,
            "dashboard/ImageWatchLink/index",
            "dashboard/ImageWatchLink/watchFragment"),
    PROMOTION("image-promotion/", Page.MAIN, "promotion/PromotionPage/index"),
    SYSTEM("manage/configure", Page.FORM, "config/*/config"),
    JOB_CONFIGURATION(
            "{job}configure",
            "[aiu-test-own]",
            "step/ArgoImageUpdateBuilder/config",
            "trigger/ImageUpdateTrigger/config",
            "arguments/*/config",
            "guards/*/config",
            "view/DryRunView/result"),
    SNIPPET_GENERATOR(
            "pipeline-syntax/",
            Page.FORM,
            "step/ArgoImageUpdateStep/config",
            "step/ArgoImageUpdateRollbackStep/config",
            "step/ArgoRolloutStep/config"),
    ENVIRONMENT("env-vars.html", Page.NONE, "trigger/TriggeredEnvironment/buildEnv"),
    JOB_API("{job}image-panel/api/", Page.NONE, "dashboard/ImagePanel/_api"),
    IMAGE_UPDATE_API("{build}image-update/api/", Page.NONE, "view/UpdateTab/_api"),
    HISTORY_API("{job}image-updates/api/", Page.NONE, "history/UpdateHistoryTab/_api"),
    POLLING_LOG_API("{job}argo-image-polling/api/", Page.NONE, "trigger/PollLogAction/_api"),
    IMAGE_WATCH_API("manage/image-watch/api/", Page.NONE, "dashboard/ImageWatchLink/_api"),
    PROMOTION_API("image-promotion/api/", Page.NONE, "promotion/PromotionPage/_api");

    private static final String MAIN = "#main-panel";

    /** Nothing of the page is the plugin's own markup. */
    private static final String NONE = "";

    /** The part of a form, once it is prepared. */
    private static final String FORM = "[aiu-test-own]";

    private final String address;
    private final String own;
    private final List<String> views;

    Page(String address, String own, String... views) {
        this.address = address;
        this.own = own;
        this.views = List.of(views);
    }

    /** Below the address of Jenkins, with {@code {job}} and {@code {build}} for theirs. */
    String address() {
        return address;
    }

    /** A selector of the parts that are the plugin's own. */
    String own() {
        return own;
    }

    boolean hasOwn() {
        return !own.equals(NONE);
    }

    /** What the page shows, as {@code package/Class/view}; a star is for any class. */
    List<String> views() {
        return views;
    }

    /** Opens what is folded, once the page is there. */
    void prepare(Browser browser) {
        if (own.equals(FORM)) {
            browser.awaitTrue(Browser.resource("open-form.js"));
        }
    }

    /** As in {@code job-configuration}. */
    String fileName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
