package dev.outcrop.checks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The links of the pages: each leads somewhere, and the README leads to each page. */
class LinksTest {
    private static final Pattern CODE = Pattern.compile("(?ms)^```.*?^```$");
    private static final Pattern LINK =
            Pattern.compile("\\]\\((?![a-z]+:)([^)#\\s]*)(?:#([^)]*))?\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");

    @Test
    void eachLinkLeadsToAFileAndAHeading() throws Exception {
        var broken = new ArrayList<String>();
        int found = 0;
        for (Path page : pages()) {
            Matcher link = LINK.matcher(text(page));
            while (link.find()) {
                found++;
                Path to = target(page, link.group(1));
                if (!Files.exists(to)
                        || (link.group(2) != null && !anchors(to).contains(link.group(2)))) {
                    broken.add(page.getFileName() + ": " + link.group());
                }
            }
        }
        assertThat(broken).isEmpty();
        assertThat(found).isGreaterThan(100);
    }

    @Test
    void theReadmeLinksEachPage() throws Exception {
        Path readme = SourceFiles.root().resolve("README.md");
        Set<Path> linked = new TreeSet<>();
        Matcher link = LINK.matcher(text(readme));
        while (link.find()) {
            linked.add(target(readme, link.group(1)));
        }
        assertThat(linked).containsAll(markdown("docs"));
    }

    private static Path target(Path page, String link) {
        return link.isEmpty() ? page : page.resolveSibling(link).normalize();
    }

    private static List<Path> pages() throws IOException {
        return Stream.of("", "docs", "decisions").flatMap(it -> markdown(it).stream()).toList();
    }

    private static List<Path> markdown(String folder) {
        try (Stream<Path> files = Files.list(SourceFiles.root().resolve(folder))) {
            return files.filter(it -> it.toString().endsWith(".md")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path page) throws IOException {
        return CODE.matcher(Files.readString(page)).replaceAll("");
    }

    /** As GitHub names headings. */
    private static Set<String> anchors(Path page) throws IOException {
        return HEADING.matcher(text(page))
                .results()
                .map(it -> it.group(1).toLowerCase(Locale.ROOT))
                .map(it -> it.replaceAll("[^\\w\\- ]", "").replace(' ', '-'))
                .collect(Collectors.toSet());
    }
}
