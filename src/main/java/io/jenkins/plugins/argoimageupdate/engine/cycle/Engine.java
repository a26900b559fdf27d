package io.jenkins.plugins.argoimageupdate.engine.cycle;

import io.jenkins.plugins.argoimageupdate.engine.registry.RegistryClients;
import io.jenkins.plugins.argoimageupdate.engine.registry.RegistrySelector;
import io.jenkins.plugins.argoimageupdate.engine.writeback.git.GitWorkspace;

/** What all runs of a process share: connections to registries with their limits, metadata already read, Git caches. */
public record Engine(RegistryClients registries, RegistrySelector selector, GitWorkspace git) {}
