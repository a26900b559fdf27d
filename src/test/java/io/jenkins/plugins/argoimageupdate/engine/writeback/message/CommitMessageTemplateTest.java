package io.jenkins.plugins.argoimageupdate.engine.writeback.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.argoimageupdate.engine.failure.ConfigurationException;
import io.jenkins.plugins.argoimageupdate.engine.golang.template.RenderedText;
import java.util.List;
import java.util.Map;
import org.junit.Test;

public class CommitMessageTemplateTest {

    private static final TemplateChange FRONTEND = new TemplateChange(
            "org/frontend", "front", "1.0", "1.1", Map.of("org.opencontainers.image.revision", "abc123"));
    private static final TemplateChange BACKEND = new TemplateChange("org/backend", "", "", "sha256:0123", Map.of());

    private static String render(String template, TemplateChange... changes) {
        return CommitMessageTemplate.parse(template)
                .render("größe", List.of(changes))
                .text();
    }

    @Test
    public void listsTheChangesByDefault() {
        assertThat(render(CommitMessageTemplate.DEFAULT, FRONTEND, BACKEND)).isEqualTo("""
                        build: automatic update of größe

                        updates image org/frontend tag '1.0' to '1.1'
                        updates image org/backend tag '' to 'sha256:0123'
                        """);
    }

    @Test
    public void trimsTheTextBesideItsMarkers() {
        assertThat(render("a \n {{- .AppName -}} \n b {{/* gone */ -}} c")).isEqualTo("agrößeb c");
    }

    @Test
    public void branchesAndLoops() {
        String template = "{{range $i, $c := .AppChanges}}{{if $i}}, {{end}}{{if eq $c.Image \"org/frontend\"}}F"
                + "{{else if $c.OldTag}}-{{else}}B{{end}}{{else}}none{{end}}";

        assertThat(render(template, FRONTEND, BACKEND)).isEqualTo("F, B");
        assertThat(render(template)).isEqualTo("none");
    }

    @Test
    public void leavesALoopEarly() {
        assertThat(render("{{range .AppChanges}}{{.Image}}{{break}}{{end}}", FRONTEND, BACKEND))
                .isEqualTo("org/frontend");
        assertThat(render("{{range 3}}{{if eq . 1}}{{continue}}{{end}}{{.}}{{end}}"))
                .isEqualTo("02");
    }

    @Test
    public void keepsVariablesInTheirScope() {
        assertThat(render("{{$x := \"a\"}}{{if true}}{{$x = \"b\"}}{{$y := 1}}{{end}}{{$x}}"))
                .isEqualTo("b");
        assertThatThrownBy(() -> render("{{if true}}{{$y := 1}}{{end}}{{$y}}"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("variable $y is not defined");
    }

    @Test
    public void readsLabels() {
        String template = "{{range .AppChanges}}{{index .Labels \"org.opencontainers.image.revision\"}}|"
                + "{{range $k, $v := .Labels}}{{$k}}={{$v}}{{end}}|{{.Labels.nothing}};{{end}}";

        assertThat(render(template, FRONTEND)).isEqualTo("abc123|org.opencontainers.image.revision=abc123|<no value>;");
    }

    @Test
    public void countsAndCutsByBytesAsGoDoes() {
        assertThat(render("{{len .AppName}} {{slice .AppName 0 2}} {{printf \"%.3s|%6s\" .AppName .AppName}}"))
                .isEqualTo("7 gr grö| größe");
        RenderedText cut = CommitMessageTemplate.parse("{{slice .AppName 0 3}}").render("größe", List.of());
        assertThat(cut.utf8()).containsExactly('g', 'r', 0xC3);
        assertThat(cut.isWellFormed()).isFalse();
    }

    @Test
    public void formatsAsGoDoes() {
        assertThat(
                        render(
                                "{{printf \"%d %05d %x %q %v %t %c %U|%-4s|%+v\" 7 42 255 \"a\\n\" 1e21 true 'é' 'é' \"x\" .AppChanges}}"))
                .isEqualTo("7 00042 ff \"a\\n\" 1e+21 true é U+00E9|x   |[]");
        assertThat(render("{{printf \"%d %s\" \"x\"}} {{printf \"a\" 1}}"))
                .isEqualTo("%!d(string=x) %!s(MISSING) a%!(EXTRA int=1)");
        assertThat(render("{{print .AppName 1 2 \"a\"}}|{{println 1 \"b\"}}")).isEqualTo("größe1 2a|1 b\n");
    }

    @Test
    public void printsStructuresAsGoDoes() {
        assertThat(render("{{.AppChanges}}", FRONTEND, BACKEND))
                .isEqualTo("[{org/frontend 1.0 1.1 map[org.opencontainers.image.revision:abc123]}"
                        + " {org/backend  sha256:0123 map[]}]");
    }

    @Test
    public void escapesOnRequest() {
        assertThat(render("{{html \"<a>&'\"}} {{js \"<'\"}} {{urlquery \"a b&ü\"}}"))
                .isEqualTo("&lt;a&gt;&amp;&#39; \\u003C\\' a+b%26%C3%BC");
    }

    @Test
    public void callsTemplatesDefinedInIt() {
        assertThat(render("{{define \"t\"}}T:{{.}}{{end}}{{template \"t\" .AppName}}{{block \"b\" 1}}{{.}}{{end}}"))
                .isEqualTo("T:größe1");
    }

    @Test
    public void fallsBackWhenTheTemplateFails() {
        String fallback = "build: update of application größe";

        assertThat(render("half {{.Missing}}")).isEqualTo(fallback);
        assertThat(render("{{index .AppChanges 5}}", FRONTEND)).isEqualTo(fallback);
        assertThat(render("{{define \"t\"}}{{template \"t\"}}{{end}}{{template \"t\"}}"))
                .isEqualTo(fallback);
    }

    @Test
    public void refusesToRunWithoutEnd() {
        assertThat(render("{{range 999999999}}{{range 999999999}}{{end}}{{end}}"))
                .startsWith("build: update of");
        assertThat(render("{{range 999999}}xxxxxxxxxx{{end}}")).startsWith("build: update of");
    }

    @Test
    public void saysWhereATemplateDoesNotParse() {
        assertThatThrownBy(() -> CommitMessageTemplate.parse("é\n ü{{ .AppName | upper }}"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("line 2, column 17: function \"upper\" is not defined")
                .hasMessageContaining("printf");
    }

    @Test
    public void refusesWhatDoesNotParse() {
        for (String broken : List.of(
                "{{",
                "{{end}}",
                "{{if .AppName}}",
                "{{.AppName",
                "{{\"a}}",
                "{{(1}}",
                "{{1)}}",
                "{{break}}",
                "{{/* a",
                "{{/* a */ x}}",
                "{{$x}}",
                "{{.A | 3}}",
                "{{range}}{{end}}",
                "{{else}}",
                "{{1_}}",
                "{{''}}",
                "{{\"\\q\"}}",
                "{{.a-b}}",
                "{{template x}}",
                "{{if 1}}{{else}}{{else}}{{end}}",
                "{{}}")) {
            assertThatThrownBy(() -> CommitMessageTemplate.parse(broken))
                    .as(broken)
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("line 1, column ");
        }
    }
}
