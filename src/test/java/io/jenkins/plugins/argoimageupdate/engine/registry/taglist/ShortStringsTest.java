package io.jenkins.plugins.argoimageupdate.engine.registry.taglist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.Test;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

public class ShortStringsTest {

    private static final int LONGEST = 128;
    private static final String LETTERS = "ab.-\"\\/\b\n\t\u0001é\u20ac{}[],:u0";

    @Test(timeout = 60_000)
    public void shortTextsStayAndLongOnesKeepTheirBeginning() throws IOException {
        for (int seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            List<String> texts = texts(random);
            JsonMapper mapper = JsonMapper.builder()
                    .configure(JsonWriteFeature.ESCAPE_NON_ASCII, random.nextBoolean())
                    .configure(JsonWriteFeature.ESCAPE_FORWARD_SLASHES, random.nextBoolean())
                    .build();
            String json = mapper.writeValueAsString(texts);

            JsonNode read = mapper.readTree(shortened(json, random));

            assertThat(read).as("seed %d", seed).hasSize(texts.size());
            for (int i = 0; i < texts.size(); i++) {
                String text = read.get(i).stringValue();
                assertThat(texts.get(i)).as("seed %d", seed).startsWith(text);
                assertThat(text.length())
                        .as("seed %d", seed)
                        .isEqualTo(Math.min(texts.get(i).length(), LONGEST + 1));
            }
        }
    }

    private static List<String> texts(Random random) {
        List<String> texts = new ArrayList<>();
        for (int i = random.nextInt(20); i >= 0; i--) {
            StringBuilder text = new StringBuilder();
            for (int left = random.nextInt(random.nextBoolean() ? 20 : 400); left > 0; left--) {
                text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
            }
            texts.add(text.toString());
        }
        return texts;
    }

    private static String shortened(String json, Random random) throws IOException {
        StringBuilder all = new StringBuilder();
        char[] buffer = new char[1 + random.nextInt(50)];
        try (Reader reader = new ShortStrings(new StringReader(json))) {
            for (int some = reader.read(buffer, 0, buffer.length);
                    some >= 0;
                    some = reader.read(buffer, 0, buffer.length)) {
                all.append(buffer, 0, some);
            }
        }
        return all.toString();
    }
}
