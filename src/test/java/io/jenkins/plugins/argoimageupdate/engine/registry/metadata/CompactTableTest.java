package io.jenkins.plugins.argoimageupdate.engine.registry.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.Test;

public class CompactTableTest {

    private final CompactTable table = new CompactTable();

    @Test
    public void holdsWhatAMapHoldsWhateverIsDoneToIt() {
        Random random = new Random(1);
        Map<String, String> expected = new HashMap<>();
        for (int i = 0; i < 50_000; i++) {
            String key = "k".repeat(random.nextInt(3)) + random.nextInt(2_000);
            if (random.nextInt(4) == 0) {
                table.remove(bytes(key));
                expected.remove(key);
            } else {
                String value = "v".repeat(random.nextInt(random.nextInt(20) == 0 ? 400 : 20));
                table.put(bytes(key), bytes(value));
                expected.put(key, value);
            }
        }
        Map<String, String> found = new HashMap<>();
        table.forEach((key, value) -> found.put(text(key), text(value)));
        assertThat(found).isEqualTo(expected);
        assertThat(table.size()).isEqualTo(expected.size());
        expected.forEach((key, value) -> assertThat(text(table.get(bytes(key)))).isEqualTo(value));
        assertThat(table.get(bytes("never"))).isNull();
    }

    @Test
    public void givesBackTheRoomOfWhatWasReplaced() {
        for (int i = 0; i < 100_000; i++) {
            table.put(bytes("key"), bytes("x".repeat(i % 100)));
        }
        assertThat(table.liveBytes()).isLessThan(200);
    }

    @Test
    public void holdsMuchAndRecordsOfAnyLength() {
        Map<String, String> expected = new HashMap<>();
        for (int i = 0; i < 3_000; i++) {
            String value = "v".repeat(i % 500 == 0 ? 300_000 + i : i % 400);
            table.put(bytes("key" + i), bytes(value));
            expected.put("key" + i, value);
        }
        for (int i = 0; i < 3_000; i += 3) {
            table.put(bytes("key" + i), bytes("shorter" + i));
            expected.put("key" + i, "shorter" + i);
        }
        expected.forEach((key, value) -> assertThat(text(table.get(bytes(key)))).isEqualTo(value));
        Map<String, String> found = new HashMap<>();
        table.forEach((key, value) -> found.put(text(key), text(value)));
        assertThat(found).isEqualTo(expected);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
