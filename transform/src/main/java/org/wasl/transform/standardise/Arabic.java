package org.wasl.transform.standardise;

import java.util.List;
import java.util.Set;
import org.wasl.transform.standardise.Vocabulary.ArabicWords;

/** Arabic words without their article. */
final class Arabic {
    private static final Set<String> NO_ARTICLE =
            Vocabulary.folded(Vocabulary.read("arabic", ArabicWords.class).noArticle());
    private static final List<String> WITH_CONJUNCTION = List.of("وال", "ولل", "لل");
    private static final String ARTICLE = "ال";
    private static final int SHORTEST_WORD = 2;
    private static final int SHORTEST_AFTER_CONJUNCTION = 3;

    private Arabic() {}

    /** Words of the text, Arabic ones without article. */
    static String standard(String text) {
        StringBuilder standard = new StringBuilder(text.length());
        for (String word : Letters.words(Letters.fold(text))) {
            if (!standard.isEmpty()) {
                standard.append(' ');
            }
            standard.append(stem(word));
        }
        return standard.toString();
    }

    /** {@code والمقاولات}, {@code للمقاولات} and {@code المقاولات} are {@code مقاولات}. */
    static String stem(String word) {
        String stem = withoutArticle(word);
        for (String prefix : WITH_CONJUNCTION) {
            if (stem.startsWith(prefix)
                    && stem.length() - prefix.length() >= SHORTEST_AFTER_CONJUNCTION
                    && !NO_ARTICLE.contains(stem.substring(1))) {
                return stem(stem.substring(prefix.length()));
            }
        }
        return stem;
    }

    /** Until there is none: what looks like an article after an article would be taken off the next time. */
    static String withoutArticle(String word) {
        String stem = word;
        while (stem.startsWith(ARTICLE)
                && stem.length() - ARTICLE.length() >= SHORTEST_WORD
                && !NO_ARTICLE.contains(stem)) {
            stem = stem.substring(ARTICLE.length());
        }
        return stem;
    }
}
