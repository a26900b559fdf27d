package io.jenkins.plugins.argoimageupdate.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** One source tree is built by two POMs. */
public class VersionsTest {

    @Test
    public void bothPomsNameTheSameVersions() throws Exception {
        Map<String, String> plugin = versions("pom.xml");
        Map<String, String> engine = versions("engine-pom.xml");

        assertThat(plugin).isNotEmpty();
        plugin.keySet().retainAll(engine.keySet());
        assertThat(plugin)
                .isNotEmpty()
                .allSatisfy((artifact, version) -> assertThat(engine)
                        .as("version of " + artifact + " in engine-pom.xml")
                        .containsEntry(artifact, version));
    }

    /** By group and artifact; only of what has a version of its own in the file. */
    private static Map<String, String> versions(String file) throws Exception {
        Path pom = Diagram.projectRoot().resolve(file);
        Document document =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(pom.toFile());
        Map<String, String> versions = new TreeMap<>();
        for (String tag : new String[] {"dependency", "plugin", "palantirJavaFormat"}) {
            NodeList elements = document.getElementsByTagName(tag);
            for (int i = 0; i < elements.getLength(); i++) {
                Element element = (Element) elements.item(i);
                String version = child(element, "version");
                if (!version.isEmpty() && !version.startsWith("${")) {
                    versions.put(tag + " " + child(element, "groupId") + ":" + child(element, "artifactId"), version);
                }
            }
        }
        return versions;
    }

    private static String child(Element element, String name) {
        for (var node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node.getNodeName().equals(name)) {
                return node.getTextContent().strip();
            }
        }
        return "";
    }
}
