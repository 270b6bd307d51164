package org.wasl.transform.linkage.constrain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.wasl.transform.linkage.constrain.Assignment.Candidate;

class AssignmentTest {
    @Test
    void theBestPairIsGivenUpForTwoThatTogetherWeighMore() {
        List<Candidate> pairs = List.of(
                new Candidate("a1", "b1", 10, 0), new Candidate("a1", "b2", 8, 1), new Candidate("a2", "b1", 7, 2));
        assertEquals(Set.of(1, 2), Assignment.choose(pairs));
    }

    @Test
    void withinOneSourceEachRecordHasOnePartnerToo() {
        List<Candidate> triangle =
                List.of(new Candidate("a", "b", 5, 0), new Candidate("b", "c", 6, 1), new Candidate("c", "a", 5.5, 2));
        assertEquals(Set.of(1), Assignment.choose(triangle));
    }

    @Test
    void aPairThatIsWorthNothingIsNotChosen() {
        assertEquals(Set.of(), Assignment.choose(List.of(new Candidate("a", "b", -1, 0))));
    }
}
