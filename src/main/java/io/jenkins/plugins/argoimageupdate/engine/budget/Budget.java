package io.jenkins.plugins.argoimageupdate.engine.budget;

import java.time.Duration;

/**
 * The limits of what a server, a file, a setting or a caller can cost, and what happens beyond: first those of servers, then
 * those of texts, then those of Jenkins' polls, builds, webhooks and pages.
 */
public enum Budget {
    HTTP_CONNECT(10, Unit.SECONDS, "connecting, including the TLS handshake", Beyond.TIME_OUT),
    HTTP_RESPONSE(30, Unit.SECONDS, "waiting for the headers of an answer, for each redirect", Beyond.TIME_OUT),
    HTTP_EXCHANGE(120, Unit.SECONDS, "one request, including its whole answer and redirects", Beyond.TIME_OUT),
    HTTP_REDIRECTS(5, Unit.REQUESTS, "redirects of one request", Beyond.ERROR),
    HTTP_BODY(32L << 20, Unit.BYTES, "an answer with no smaller limit in this table", Beyond.ERROR),
    HTTP_ERROR_BODY(64L << 10, Unit.BYTES, "the body of an error answer", "the rest is not read"),
    HTTP_HEADER(8L << 10, Unit.CHARACTERS, "a line of a header", "`Link`: one error; others: not read"),
    HTTP_HEADER_LINES(64, Unit.LINES, "lines of one header", "`Link`: one error; others: not read"),
    SCHEME_PROBE(
            5,
            Unit.SECONDS,
            "after a failure, checking whether the server speaks HTTP instead of TLS, or TLS instead of HTTP",
            "the error does not say so"),

    JSON_DEPTH(100, Unit.LEVELS, "nesting of JSON", Beyond.ERROR),
    JSON_STRING(4_000_000, Unit.CHARACTERS, "a text in JSON", Beyond.ERROR),
    JSON_NAME(10_000, Unit.CHARACTERS, "a name in JSON", Beyond.ERROR),
    JSON_NUMBER(10_000, Unit.CHARACTERS, "a number in JSON", Beyond.ERROR),
    JSON_NODES(
            200_000,
            Unit.TOKENS,
            "a JSON document that is kept whole, such as a manifest, a token or a webhook",
            Beyond.ERROR),

    TAG_NAME(128, Unit.CHARACTERS, "the name of a tag", "the tag is skipped, with a line in the log"),
    TAG_LIST_PAGES(1_000, Unit.REQUESTS, "pages of one tag list", Beyond.ERROR),
    TAG_LIST_TAGS(500_000, Unit.TAGS, "one tag list, over all pages", Beyond.ERROR),
    TAG_LIST_BYTES(32L << 20, Unit.BYTES, "one tag list, over all pages", Beyond.ERROR),
    TAG_LIST_NODES(5_000_000, Unit.TOKENS, "one page of a tag list, which is read as a stream", Beyond.ERROR),
    TAG_LISTS_KEPT(16L << 20, Unit.BYTES, "cached pages with an ETag, for each registry", "the oldest are removed"),
    MANIFEST(4L << 20, Unit.BYTES, "a manifest or index", Beyond.ERROR),
    CONFIGURATION(4L << 20, Unit.BYTES, "an image's configuration", Beyond.ERROR),
    TOKEN(1L << 20, Unit.BYTES, "the answer of a token server", Beyond.ERROR),
    TOKEN_TEXT(16L << 10, Unit.CHARACTERS, "a registry's token", Beyond.ERROR),
    TOKENS_KEPT(5_000, Unit.TOKENS, "cached tokens", "tokens in use are requested again"),
    INDEX_DEPTH(4, Unit.LEVELS, "nesting of indexes", Beyond.DROPPED),
    INDEX_IMAGES(1_000, Unit.IMAGES, "entries of one index", Beyond.DROPPED),
    TAG_IMAGES(500, Unit.IMAGES, "manifests read for one tag", Beyond.DROPPED),
    REPOSITORY_NAME(512, Unit.CHARACTERS, "the name of a repository", Beyond.ERROR),
    PUSH_TIMES(8L << 20, Unit.BYTES, "a page of a vendor's API for push times", Beyond.ERROR),
    PUSH_TIMES_PAGES(200, Unit.REQUESTS, "pages of such an API for one image", "older tags are left out"),
    REGISTRY_REQUESTS(20, Unit.REQUESTS, "requests to one registry at a time", "the others wait"),
    REGISTRY_FIRST_REST(
            15,
            Unit.SECONDS,
            "first pause in requests to a registry that did not answer in time",
            "its images fail at once, with the time of the next request; each further time-out doubles the pause"),
    REGISTRY_LONGEST_REST(600, Unit.SECONDS, "longest such pause", "requests start again"),
    REGISTRY_LONGEST_PAUSE(
            6 * 60 * 60, Unit.SECONDS, "pause that a registry can ask for (`Retry-After`)", "requests start again"),

    ARGO_CD_NODES(1_000_000, Unit.TOKENS, "an answer of Argo CD that is kept whole", Beyond.ERROR),
    ARGO_CD_LIST(512L << 20, Unit.BYTES, "a list of Applications", Beyond.ERROR),
    ARGO_CD_LIST_NODES(200_000_000, Unit.TOKENS, "a list of Applications, which is read one by one", Beyond.ERROR),
    ARGO_CD_APPLICATION_NODES(500_000, Unit.TOKENS, "one Application of a list", Beyond.ERROR),
    ARGO_CD_APPLICATIONS(20_000, Unit.APPLICATIONS, "a list of Applications", Beyond.ERROR),
    ARGO_CD_EVENT(4L << 20, Unit.CHARACTERS, "a line of Argo CD's stream of changes", "the stream is reopened"),
    ARGO_CD_EVENTS(10, Unit.EVENTS, "unread changes of an Application", "the oldest are removed"),

    LIVE_VERSIONS(
            200,
            Unit.IMAGES,
            "running versions of one image that are compared, for each Application",
            "only the first ones are compared"),
    ROLLOUT_RESOURCES(
            20,
            Unit.RESOURCES,
            "Rollouts of one Application whose steps are shown, or that one action is meant for",
            "steps: the rest is told by its health alone; actions: one error, nothing is done"),
    ROLLOUT_ACTION(
            30,
            Unit.SECONDS,
            "an action on Rollouts that somebody asks for on a page",
            "one error; Argo CD may still run it"),
    RESOURCE_DEPTH(50, Unit.LEVELS, "nesting of owners in a resource tree", "deeper levels are not shown"),

    GIT_ANSWER(90, Unit.SECONDS, "each wait for a Git server", Beyond.ERROR),
    GIT_OPERATION(
            10 * 60,
            Unit.SECONDS,
            "one commit or read in total, including the wait for others of the same repository, all attempts and pushes",
            Beyond.ERROR),
    GIT_TALK(16L << 20, Unit.BYTES, "branch lists and messages of one fetch or push, decompressed", Beyond.ERROR),
    GIT_TEXT(
            64L << 10,
            Unit.BYTES,
            "readable messages in one answer, such as the output of hooks",
            "the rest is omitted"),
    GIT_PACK(512L << 20, Unit.BYTES, "one pack, compressed", Beyond.ERROR),
    GIT_PACK_OBJECTS(1_000_000, Unit.OBJECTS, "one pack", Beyond.ERROR),
    GIT_OBJECT(128L << 20, Unit.BYTES, "one file in a pack, inflated", Beyond.ERROR),
    GIT_HEAD(16L << 20, Unit.BYTES, "one commit, directory or tag in a pack, inflated", Beyond.ERROR),
    GIT_CHAIN(256L << 20, Unit.BYTES, "one chain of deltas, inflated", Beyond.ERROR),
    GIT_INFLATED(4096L << 20, Unit.BYTES, "all objects of one pack", Beyond.ERROR),

    PULL_REQUEST_ANSWER(4L << 20, Unit.BYTES, "an answer of GitHub or GitLab", Beyond.ERROR),

    ANNOTATIONS(256L << 10, Unit.BYTES, "the annotations of one Application, as in Kubernetes", Beyond.ERROR),
    IMAGE_LIST(
            1_000,
            Unit.IMAGES,
            "the images of one Application, in its `image-list`, a resource, a watch file or the arguments of a step",
            Beyond.ERROR),
    ALIAS(200, Unit.CHARACTERS, "the alias of an image", Beyond.ERROR),
    UNREAD_ANNOTATIONS(20, Unit.ANNOTATIONS, "unread annotations that are named in warnings", "the rest is counted"),
    GIT_HISTORY(
            20_000, Unit.COMMITS, "commits of a branch that are searched for rollbacks", "older ones are not searched"),
    GIT_FILE(8L << 20, Unit.BYTES, "a file in a Git repository, such as a values file", Beyond.ERROR),
    YAML(
            10L << 20,
            Unit.CHARACTERS,
            "a YAML file, such as a watch file or `registries.conf`; one in a repository may have no more than the line above says",
            Beyond.ERROR),
    YAML_TOKENS(500_000, Unit.TOKENS, "a YAML file", Beyond.ERROR),
    YAML_DEPTH(200, Unit.LEVELS, "nesting of YAML", Beyond.ERROR),
    YAML_NODES(1_000_000, Unit.NODES, "a YAML file with its aliases expanded", Beyond.ERROR),
    VALUES_KEY(1_000, Unit.CHARACTERS, "a key such as `images[0].tag`", Beyond.ERROR),
    VALUES_KEY_DEPTH(100, Unit.LEVELS, "a key such as `images[0].tag`", Beyond.ERROR),
    PATH(4_096, Unit.CHARACTERS, "a path in a repository", Beyond.ERROR),
    IMAGE(1_024, Unit.CHARACTERS, "the name of an image", Beyond.ERROR),
    GLOB(4_000, Unit.CHARACTERS, "a glob", "it matches nothing; in `ignore-tags` it ignores every tag, with a warning"),
    IGNORED_TAGS(1_000, Unit.PATTERNS, "the globs of one `ignore-tags`", "they ignore every tag, with a warning"),
    REGEXP(
            4_000,
            Unit.CHARACTERS,
            "a regular expression with its repetitions expanded",
            "it allows no tag, with a warning"),
    CONSTRAINT(1_000, Unit.CHARACTERS, "a version constraint", Beyond.ERROR),
    LABEL_SELECTOR(4_000, Unit.CHARACTERS, "a label selector", Beyond.ERROR),
    TEMPLATE(64L << 10, Unit.CHARACTERS, "a template", Beyond.TEMPLATE),
    TEMPLATE_DEPTH(100, Unit.LEVELS, "nesting of a template", Beyond.TEMPLATE),
    TEMPLATE_STEPS(200_000, Unit.STEPS, "the steps of a template", Beyond.TEMPLATE),
    TEMPLATE_OUTPUT(1L << 20, Unit.BYTES, "the result of a template", Beyond.TEMPLATE),
    ADDRESS(2_048, Unit.CHARACTERS, "an address", Beyond.ERROR),
    HOST(255, Unit.CHARACTERS, "the name of a host", Beyond.ERROR),
    DURATION(200, Unit.CHARACTERS, "a duration", "it is not read"),
    LINE(32L << 10, Unit.CHARACTERS, "a line that a server or a person wrote", Beyond.CUT),
    NAMED(20, Unit.IMAGES, "images or Applications that one sentence names", Beyond.COUNTED),
    BLOCK(4L << 20, Unit.CHARACTERS, "a stored diff or commit message", Beyond.CUT),
    TOKEN_LIFE(24 * 60 * 60, Unit.SECONDS, "a token's life", "a new token is requested"),
    PAUSE(30 * 24 * 60 * 60, Unit.SECONDS, "the time in a `Retry-After`", "read as 30 days"),

    SELECTION(
            20 * 60,
            Unit.SECONDS,
            "everywhere: choosing a tag of one image",
            "the image fails; the data read so far is kept, and the next run continues from there"),
    CYCLE(
            30 * 60,
            Unit.SECONDS,
            "everywhere: a run with all its images and Applications, until its rollouts begin",
            "everything that is not finished fails"),
    POLL(
            15 * 60,
            Unit.SECONDS,
            "Jenkins: a poll",
            "the poll ends and says what it was doing; the next one is on schedule"),
    BUILD(
            60 * 60,
            Unit.SECONDS,
            "Jenkins: the step of a build until its rollouts begin, if the run has not ended by itself",
            Beyond.STEP),
    BUILD_AROUND_ROLLOUTS(
            15 * 60,
            Unit.SECONDS,
            "Jenkins: the rest of the step, in addition to the time-out of the rollouts",
            Beyond.STEP),
    DRY_RUN(60, Unit.SECONDS, "Jenkins: a dry run in a form", "it says so"),
    CONNECTION_TEST(60, Unit.SECONDS, "Jenkins: a connection test", "it says so"),

    WEBHOOK_BODY(1L << 20, Unit.BYTES, "a webhook's body", "413"),
    WEBHOOK_TIME(10, Unit.SECONDS, "receiving a webhook's body", "408"),
    WEBHOOK_BODIES(16, Unit.REQUESTS, "webhooks received at the same time", Beyond.BUSY),
    WEBHOOK_BODIES_OF_ONE(8, Unit.REQUESTS, "webhooks received at the same time from one caller address", Beyond.BUSY),
    WEBHOOK_REFUSALS(
            120, Unit.REQUESTS, "refused webhooks from one caller address to one source in a minute", Beyond.TOO_MANY),
    WEBHOOK_REQUESTS(
            30_000, Unit.REQUESTS, "webhooks from one caller address to one source in a minute", Beyond.TOO_MANY),
    RECORD(64L << 20, Unit.BYTES, "a file of a build or job", "it is renamed, and a new one is started"),
    ENVIRONMENT(
            64L << 10,
            Unit.CHARACTERS,
            "an environment variable of a build, such as `ARGO_IMAGE_UPDATE_CHANGES`",
            "its last word is …"),
    PAGE_BUILDS(500, Unit.BUILDS, "a job's history", Beyond.OLDEST),
    PAGE_CHANGES(2_000, Unit.IMAGES, "the changed images in a job's history, counted for each build", Beyond.OLDEST),
    PAGE_JOBS(1_000, Unit.JOBS, "*Image watch*, *Image promotion*", Beyond.COUNTED),
    PAGE_REPOSITORIES(1_000, Unit.REPOSITORIES, "image repositories in *Image watch*", Beyond.COUNTED),
    PAGE_IMAGES(
            200,
            Unit.IMAGES,
            "the images of an update or a job on a page, those with problems and changes first",
            "the rest is counted, and the page says where all are"),
    PAGE_TAGS(2_000, Unit.TAGS, "the tags of one image in a build's record", Beyond.COUNTED),
    PAGE_EVENTS(100, Unit.EVENTS, "the events of one Application on a build's page", Beyond.OLDEST),
    PAGE_RESOURCES(500, Unit.RESOURCES, "the resources of one Application on a build's page", "the rest is omitted"),
    PAGE_LINES(2_000, Unit.LINES, "a diff on a page", "the rest is omitted");

    private final long value;
    private final Unit unit;
    private final String of;
    private final String beyond;

    Budget(long value, Unit unit, String of, String beyond) {
        this.value = value;
        this.unit = unit;
        this.of = of;
        this.beyond = beyond;
    }

    private static final class Beyond {
        private static final String ERROR = "one error, nothing is written";
        private static final String TIME_OUT = "one error; no requests to the registry for a while";
        private static final String DROPPED = "the tag is not chosen, with this reason";
        private static final String TEMPLATE = "commit messages use the default, branch names fail with one error";
        private static final String CUT = "cut with …";
        private static final String STEP = "the step fails and says what it was doing";
        private static final String BUSY = "503 with `Retry-After`";
        private static final String TOO_MANY = "429 with `Retry-After`";
        private static final String OLDEST = "the oldest are removed";
        private static final String COUNTED = "the rest is counted";
    }

    /** What a value counts. */
    public enum Unit {
        SECONDS,
        BYTES,
        CHARACTERS,
        LINES,
        LEVELS,
        TOKENS,
        NODES,
        STEPS,
        ANNOTATIONS,
        TAGS,
        IMAGES,
        APPLICATIONS,
        COMMITS,
        EVENTS,
        OBJECTS,
        REQUESTS,
        BUILDS,
        JOBS,
        RESOURCES,
        PATTERNS,
        REPOSITORIES
    }

    /** The most that is allowed. */
    public long value() {
        return value;
    }

    /** The same of those that are small. */
    public int intValue() {
        return Math.toIntExact(value);
    }

    /**
     * The same of a time.
     *
     * @throws IllegalStateException if it is none
     */
    public Duration duration() {
        if (unit != Unit.SECONDS) {
            throw new IllegalStateException(this + " is no time");
        }
        return Duration.ofSeconds(value);
    }

    /** What its value counts. */
    public Unit unit() {
        return unit;
    }

    /** What is bounded, in words. */
    public String of() {
        return of;
    }

    /** What happens beyond, in words. */
    public String beyond() {
        return beyond;
    }
}
