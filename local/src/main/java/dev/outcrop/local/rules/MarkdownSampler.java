package dev.outcrop.local.rules;

/** Markdown of all kinds, to show how it is rendered. */
final class MarkdownSampler {
    static final String TEXT =
            """
            # Markdown sampler

            This is the local Bedrock; no model wrote this. *Emphasis*, **strong**, ***both***, \
            ~~struck out~~, `code`, a [link](https://example.org "with a title"), \
            <https://example.org> and a footnote mark[^1]. A line with two spaces at its end \s
            breaks. Typographic: “quotes”, an ellipsis… and 日本語, Ελληνικά, naïve, 👩🏽‍🔬 🇩🇪.

            ## Lists

            1. First
            2. Second
               - nested, *with emphasis*
               - and again
                 1. deeper
            3. Third

            - [x] done
            - [ ] to do

            ## Code

            ```java
            // Angle brackets & ampersands
            var words = List.<String>of("a < b", "c > d");
            for (String word : words) {
                System.out.println(word);
            }
            ```

            ~~~
            no language, tildes, and ``` inside
            ~~~

                indented code

            ## Table

            | what | left | centre | right |
            |------|:-----|:------:|------:|
            | mean | 1 | 22 | 3.50 |
            | a \\| bar | `x` | **y** | −4 |

            > A quotation
            > over two lines
            >
            > > and one inside it

            ---

            Escapes: \\*no emphasis\\*, \\# no heading, 2 \\< 3. HTML: <b>bold?</b> \
            <script>alert("no")</script> &amp; &lt;.

            Mathematics: $\\bar{x} = \\frac{1}{n} \\sum_i x_i$

            $$ s^2 = \\frac{1}{n-1} \\sum_i (x_i - \\bar{x})^2 $$

            A long line that has to be wrapped somewhere because no terminal is wide enough to \
            hold all of it, and a_word_that_is_long_and_has_low_lines_and_nowhere_to_break_at_all.

            [^1]: The footnote.
            """;

    private MarkdownSampler() {}
}
