package io.jenkins.plugins.argoimageupdate.jenkins.config;

import static io.jenkins.plugins.argoimageupdate.jenkins.CredentialStores.addToJenkins;
import static io.jenkins.plugins.argoimageupdate.jenkins.CredentialStores.file;
import static io.jenkins.plugins.argoimageupdate.jenkins.CredentialStores.sshKey;
import static io.jenkins.plugins.argoimageupdate.jenkins.CredentialStores.text;
import static io.jenkins.plugins.argoimageupdate.jenkins.CredentialStores.userPassword;
import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Descriptor;
import java.lang.reflect.Method;
import java.net.URL;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.WebResponse;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

/** Goes through every web method of every part of the configuration, so that a new one cannot be forgotten. */
public class ConfigurationPermissionTest {

    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    private static final List<Class<?>> PARTS = List.of(
            AllowedTargetsConfig.class,
            ArgoCdServerConfig.class,
            DefaultsConfig.class,
            GitConfig.class,
            LimitsConfig.class,
            NoSigning.class,
            OpenPgpSigning.class,
            PullSecretMapping.class,
            RegistryConfig.class,
            SshSigning.class,
            WebhookSource.class);

    private static final String ANYBODY = "";
    private static final Map<String, JenkinsRule.WebClient> CLIENTS = new HashMap<>();

    private record Endpoint(Descriptor<?> descriptor, Method method) {

        String url() {
            String name = method.getName().substring(2);
            return descriptor.getDescriptorUrl() + "/" + Character.toLowerCase(name.charAt(0)) + name.substring(1);
        }

        boolean fillsCredentials() {
            return method.getName().matches("doFill.*CredentialsIdItems");
        }

        @Override
        public String toString() {
            return url();
        }
    }

    @BeforeClass
    public static void setUp() throws Exception {
        JENKINS.jenkins.setSecurityRealm(JENKINS.createDummySecurityRealm());
        JENKINS.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ)
                .everywhere()
                .to("reader")
                .grant(Jenkins.READ, Jenkins.MANAGE, Jenkins.SYSTEM_READ)
                .everywhere()
                .to("manager")
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin"));
        addToJenkins(userPassword("canary-pair", "user", "secret"));
        addToJenkins(text("canary-text", "secret"));
        addToJenkins(file("canary-file", "secret"));
        addToJenkins(sshKey("canary-ssh", "user", "secret", ""));
    }

    @Test
    public void knowsEveryPartOfTheConfiguration() {
        List<Class<?>> found = new ArrayList<>();
        for (Descriptor<?> descriptor : JENKINS.jenkins.getExtensionList(Descriptor.class)) {
            if (descriptor.clazz.getPackage().equals(getClass().getPackage())) {
                found.add(descriptor.clazz);
            }
        }
        found.remove(ArgoImageUpdateConfiguration.class);
        assertThat(found).containsExactlyInAnyOrderElementsOf(PARTS);
    }

    @Test
    public void testsNoConnectionForWhoIsNoAdministrator() throws Exception {
        for (Endpoint endpoint : endpoints("doTest")) {
            for (String user : List.of("reader", "manager")) {
                assertThat(post(endpoint, user).getStatusCode())
                        .as(endpoint + " by " + user)
                        .isEqualTo(403);
            }
            assertThat(post(endpoint, ANYBODY).getStatusCode())
                    .as(endpoint + " by anybody")
                    .isEqualTo(403);
            assertThat(post(endpoint, "admin").getStatusCode())
                    .as(endpoint + " by admin")
                    .isEqualTo(200);
        }
    }

    @Test
    public void offersNoCredentialsToWhoIsNoAdministrator() throws Exception {
        for (Endpoint endpoint : endpoints("doFill")) {
            if (endpoint.fillsCredentials()) {
                for (String user : List.of("reader", "manager")) {
                    assertThat(post(endpoint, user).getContentAsString())
                            .as(endpoint + " by " + user)
                            .doesNotContain("canary");
                }
                assertThat(post(endpoint, ANYBODY).getContentAsString()).doesNotContain("canary");
                assertThat(post(endpoint, "admin").getContentAsString())
                        .as(endpoint + " by admin")
                        .contains("canary-");
            }
        }
    }

    @Test
    public void checksNothingForWhoIsNoAdministrator() throws Exception {
        for (Endpoint endpoint : endpoints("doCheck")) {
            for (String user : List.of("reader", "manager")) {
                WebResponse response = post(endpoint, user);
                assertThat(response.getStatusCode())
                        .as(endpoint + " by " + user)
                        .isEqualTo(200);
                String answer = response.getContentAsString();
                assertThat(answer)
                        .as(endpoint + " by " + user)
                        .doesNotContain("class=\"error")
                        .doesNotContain("warning");
            }
        }
    }

    @Test
    public void takesNoGetRequests() throws Exception {
        for (Endpoint endpoint : endpoints("do")) {
            if (endpoint.method().getName().equals("doCheckInsecure")) {
                continue; // checkboxes are checked with GET, and the answer depends on the value alone
            }
            WebRequest get = new WebRequest(new URL(JENKINS.getURL(), endpoint.url() + "?value=x"), HttpMethod.GET);
            int status = client("admin").loadWebResponse(get).getStatusCode();
            assertThat(status).as(endpoint.toString()).isIn(404, 405);
        }
    }

    private static List<Endpoint> endpoints(String start) {
        List<Endpoint> endpoints = new ArrayList<>();
        for (Class<?> part : PARTS) {
            Descriptor<?> descriptor = JENKINS.jenkins.getDescriptor(part.getName());
            Stream.of(descriptor.getClass().getDeclaredMethods())
                    .filter(method -> method.getName().startsWith(start))
                    .forEach(method -> endpoints.add(new Endpoint(descriptor, method)));
        }
        assertThat(endpoints).isNotEmpty();
        return endpoints;
    }

    private static WebResponse post(Endpoint endpoint, String user) throws Exception {
        JenkinsRule.WebClient client = client(user);
        WebRequest request = new WebRequest(
                client.createCrumbedUrl(endpoint.url() + "?value=%5B&url=nowhere&prefix=&credentialsId=none"),
                HttpMethod.POST);
        return client.loadWebResponse(request);
    }

    private static JenkinsRule.WebClient client(String user) throws Exception {
        JenkinsRule.WebClient client = CLIENTS.get(user);
        if (client == null) {
            client = JENKINS.createWebClient().withThrowExceptionOnFailingStatusCode(false);
            CLIENTS.put(user, user.equals(ANYBODY) ? client : client.login(user));
        }
        return client;
    }
}
