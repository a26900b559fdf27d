package io.jenkins.plugins.argoimageupdate.jenkins.webhook;

import hudson.Extension;
import hudson.security.csrf.CrumbExclusion;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Lets registries, which know no crumbs, reach the webhook and nothing else. */
@Extension
public final class WebhookCrumbExclusion extends CrumbExclusion {

    private static final String PATH = "/" + WebhookAction.URL;

    @Override
    public boolean process(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String path = request.getPathInfo();
        if (path == null || !(path.equals(PATH) || path.startsWith(PATH + "/"))) {
            return false;
        }
        chain.doFilter(request, response);
        return true;
    }
}
