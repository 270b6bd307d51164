package org.wasl.warehouse.chart;

/**
 * The colours of series, as classes of the style sheet. Told apart by all common kinds of colour blindness and by
 * lightness (after Okabe and Ito, 2008; checked with the simulation of Machado et al., 2009), dark enough on paper to be
 * used for text.
 */
public enum Hue {
    ACCENT("h1"),
    SECOND("h2"),
    THIRD("h3"),
    FOURTH("h4"),
    GREY("h0");

    private final String css;

    Hue(String css) {
        this.css = css;
    }

    String css() {
        return css;
    }
}
