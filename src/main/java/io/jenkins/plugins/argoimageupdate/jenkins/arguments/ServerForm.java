package io.jenkins.plugins.argoimageupdate.jenkins.arguments;

import hudson.Util;
import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.argoimageupdate.jenkins.config.ArgoCdServerConfig;
import io.jenkins.plugins.argoimageupdate.jenkins.config.ArgoImageUpdateConfiguration;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** What the forms of all steps that ask an Argo CD server and wait have in common; for their descriptors. */
public interface ServerForm {

    /** The Argo CD servers; who may not change the job learns no names. */
    @POST
    default ListBoxModel doFillArgocdItems(@AncestorInPath Item item, @QueryParameter String argocd) {
        ListBoxModel servers = new ListBoxModel();
        servers.add(Messages.UpdateForm_argocd_default(), "");
        if (FormChecks.isAllowed(item)) {
            ArgoImageUpdateConfiguration.get().getArgoCdServers().stream()
                    .map(ArgoCdServerConfig::getName)
                    .forEach(servers::add);
        }
        String current = Util.fixNull(argocd);
        if (servers.stream().noneMatch(option -> option.value.equals(current))) {
            servers.add(current);
        }
        return servers;
    }

    /** Nothing to say where neither the job nor the configuration names a server: an update may do without Argo CD. */
    @POST
    default FormValidation doCheckArgocd(@AncestorInPath Item item, @QueryParameter String value) {
        return FormChecks.check(item, () -> {
            ArgoImageUpdateConfiguration configuration = ArgoImageUpdateConfiguration.get();
            String name = Argument.text(value);
            boolean wanted =
                    !name.isEmpty() || !configuration.getArgoCdServers().isEmpty();
            if (wanted && !name.contains("$")) {
                configuration.argoCdServer(name);
            }
        });
    }

    @POST
    default FormValidation doCheckTimeout(@AncestorInPath Item item, @QueryParameter String value) {
        return FormChecks.of(
                item,
                () -> Util.fixNull(value).strip().matches("[0-9]{0,5}")
                        ? FormValidation.ok()
                        : FormValidation.error(Messages.UpdateForm_timeout()));
    }
}
