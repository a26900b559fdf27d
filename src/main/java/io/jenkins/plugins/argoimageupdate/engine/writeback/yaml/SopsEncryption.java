package io.jenkins.plugins.argoimageupdate.engine.writeback.yaml;

import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * What sops says of a file that it encrypted in part: {@code sops.mac} covers all values, those in the clear as well, unless {@code
 * mac_only_encrypted} is set. A change that sops does not make itself then leaves a file that nobody can decrypt.
 */
final class SopsEncryption {

    private static final String ENCRYPTED = "ENC[AES256_GCM,";

    private SopsEncryption() {}

    /** Why no value of a file can change; empty where nothing is in the way. */
    static Optional<String> refusal(Optional<Node> root) {
        Optional<Node> metadata = root.flatMap(node -> child(node, "sops"));
        boolean signed = metadata.flatMap(node -> child(node, "mac")).isPresent();
        boolean encryptedOnly = metadata.flatMap(node -> child(node, "mac_only_encrypted"))
                .filter(node ->
                        node instanceof ScalarNode scalar && scalar.getValue().equals("true"))
                .isPresent();
        return signed && !encryptedOnly
                ? Optional.of(
                        "the checksum of sops (sops.mac) covers the whole file; after this change nobody could decrypt it")
                : Optional.empty();
    }

    static boolean isEncrypted(ScalarNode value) {
        return value.getValue().startsWith(ENCRYPTED);
    }

    private static Optional<Node> child(Node node, String key) {
        if (!(node instanceof MappingNode mapping)) {
            return Optional.empty();
        }
        return mapping.getValue().stream()
                .filter(tuple -> tuple.getKeyNode() instanceof ScalarNode scalar
                        && scalar.getValue().equals(key))
                .map(NodeTuple::getValueNode)
                .findFirst();
    }
}
