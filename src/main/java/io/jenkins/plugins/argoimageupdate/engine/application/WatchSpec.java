package io.jenkins.plugins.argoimageupdate.engine.application;

import java.util.List;

/**
 * What is watched for one Application, wherever it was configured: annotations, an ImageUpdater resource, a watch file or the
 * arguments of a step. The stages after discovery know nothing else.
 */
public record WatchSpec(Application application, List<WatchedImage> images, WriteBack writeBack) {}
