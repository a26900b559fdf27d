package io.jenkins.plugins.argoimageupdate.engine.cycle;

import io.jenkins.plugins.argoimageupdate.engine.application.WatchedImage;
import io.jenkins.plugins.argoimageupdate.engine.cycle.report.RegistryReport;
import io.jenkins.plugins.argoimageupdate.engine.plan.ImageOutcome;
import java.util.Map;

/**
 * What registries said of images.
 *
 * @param asked how; none for an image whose registry could not be asked at all
 */
record Selections(Map<WatchedImage, ImageOutcome> outcomes, Map<WatchedImage, RegistryReport> asked) {}
