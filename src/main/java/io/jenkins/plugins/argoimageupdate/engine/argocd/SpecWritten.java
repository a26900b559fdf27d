package io.jenkins.plugins.argoimageupdate.engine.argocd;

/**
 * What came of setting something in an Application.
 *
 * @param changed whether there was anything to change
 * @param spec the fingerprint of the whole specification after it, of 64 hexadecimal digits: another one where anybody has changed anything
 */
public record SpecWritten(boolean changed, String spec) {}
