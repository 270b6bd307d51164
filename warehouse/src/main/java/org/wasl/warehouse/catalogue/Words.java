package org.wasl.warehouse.catalogue;

import com.fasterxml.jackson.annotation.JsonProperty;

/** A text in the two languages of the report. */
public record Words(
        @JsonProperty(required = true) String en,
        @JsonProperty(required = true) String ar) {
    /** The text in a language; anything but Arabic is English. */
    public String in(String language) {
        return language.equals("ar") ? ar : en;
    }
}
