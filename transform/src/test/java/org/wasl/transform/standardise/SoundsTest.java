package org.wasl.transform.standardise;

import static org.junit.jupiter.api.Assertions.assertEquals;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.StringLength;

/** The alignment of two words is given up as soon as it costs too much, and only then. */
class SoundsTest {
    @Property
    void givingUpEarlyLosesNoPair(
            @ForAll @CharRange(from = 'a', to = 'i') @StringLength(min = 1, max = 8) String left,
            @ForAll
                    @CharRange(from = 'a', to = 'i')
                    @Chars({'ا', 'ع', 'ي', 'و', 'م', 'ح', 'د', 'ه'})
                    @StringLength(min = 1, max = 8)
                    String right,
            @ForAll @DoubleRange(min = 0.01, max = 1) double least) {
        double whole = Sounds.similarity(left, right, 0);
        assertEquals(whole >= least ? whole : 0, Sounds.similarity(left, right, least));
    }
}
