package org.wasl.warehouse.release;

import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** {@code r-} and sixteen hex digits: a hash of what the release was made from, not of when. */
public record ReleaseId(String value) implements Comparable<ReleaseId> {
    private static final Pattern FORM = Pattern.compile("r-[0-9a-f]{16}");

    public ReleaseId {
        if (!isId(value)) {
            throw new IllegalArgumentException("not a release id: " + value);
        }
    }

    /** Whether the text has the form of a release id. */
    public static boolean isId(String text) {
        return FORM.matcher(text).matches();
    }

    /** The id of the release that these inputs make. */
    public static ReleaseId of(ReleaseInputs inputs) {
        StringBuilder text =
                new StringBuilder("wasl release ").append(Manifest.FORMAT).append('\n');
        for (ReleaseInputs.Delivery delivery : inputs.deliveries()) {
            text.append("delivery ").append(delivery.feed());
            text.append(' ').append(delivery.deliveryId());
            text.append(' ').append(delivery.contractSha256()).append('\n');
        }
        text.append("config ").append(inputs.configSha256()).append('\n');
        text.append("code ").append(inputs.codeVersion()).append('\n');
        text.append("decisions ").append(inputs.decisionsSha256()).append('\n');
        String hash = Hashes.sha256(text.toString().getBytes(StandardCharsets.UTF_8));
        return new ReleaseId("r-" + hash.substring(0, 16));
    }

    @Override
    public int compareTo(ReleaseId other) {
        return value.compareTo(other.value);
    }

    @JsonValue
    @Override
    public String toString() {
        return value;
    }
}
