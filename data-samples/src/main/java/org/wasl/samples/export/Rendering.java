package org.wasl.samples.export;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wasl.samples.programme.CodeList;
import org.wasl.samples.programme.Feed;
import org.wasl.samples.programme.Programme;
import org.wasl.samples.world.Draw;
import org.wasl.samples.world.Text;

/** Writes clean values the way a delivery's people and systems write them. */
final class Rendering {
    // Day 0 of a workbook that counts 1900 as a leap year.
    private static final LocalDate EXCEL_DAY_ZERO = LocalDate.of(1899, 12, 30);
    private static final List<String> UNREADABLE = List.of("n/a", "-", "about 50", "??");

    private final Delivery delivery;
    private final Rates rates;
    private final Programme programme;

    Rendering(Delivery delivery, Rates rates, Programme programme) {
        this.delivery = delivery;
        this.rates = rates;
        this.programme = programme;
    }

    /** A written value and the name of its mess; null where it is the delivery's own way. */
    record Written(Value value, @Nullable String mess) {
        static Written plain(String text) {
            return new Written(Value.text(text), null);
        }

        static Written mess(String text, String mess) {
            return new Written(Value.text(text), mess);
        }
    }

    Written write(Feed.Column column, String clean, Draw draw) {
        if (clean.isEmpty()) {
            return new Written(Value.EMPTY, null);
        }
        return switch (column.type()) {
            case "date" -> date(LocalDate.parse(clean), draw);
            case "timestamp" -> timestamp(LocalDateTime.parse(clean), draw);
            case "integer" -> integer(column, clean, draw);
            case "decimal" -> decimal(clean);
            case "code" -> code(column, clean, draw);
            case "phone" -> phone(clean, draw);
            case "string" -> string(column, clean, draw);
            default -> Written.plain(clean);
        };
    }

    private Written date(LocalDate day, Draw draw) {
        String own = delivery.dayFirst() ? dayFirst(day) : day.toString();
        double other = rates.cell("date_other_style");
        double serial = rates.cell("date_excel_serial");
        double arabic = delivery.allUnicode() ? rates.cell("arabic_digits") : 0;
        return switch (draw.weighted(other, serial, arabic, 1 - other - serial - arabic)) {
            case 0 -> Written.mess(delivery.dayFirst() ? day.toString() : dayFirst(day), "date_other_style");
            case 1 -> {
                long number = ChronoUnit.DAYS.between(EXCEL_DAY_ZERO, day);
                yield new Written(new Value(Long.toString(number), number), "date_excel_serial");
            }
            case 2 -> Written.mess(Text.arabicDigits(own), "arabic_digits");
            default -> new Written(new Value(own, day), null);
        };
    }

    private Written timestamp(LocalDateTime at, Draw draw) {
        String time = Text.digits(at.getHour(), 2) + ":" + Text.digits(at.getMinute(), 2) + ":"
                + Text.digits(at.getSecond(), 2);
        LocalDate day = at.toLocalDate();
        boolean other = draw.chance(rates.cell("date_other_style"));
        boolean dayFirst = delivery.dayFirst() != other;
        String text = (dayFirst ? dayFirst(day) : day.toString()) + " " + time;
        if (other) {
            return Written.mess(text, "date_other_style");
        }
        return delivery.allUnicode() && draw.chance(rates.cell("arabic_digits"))
                ? Written.mess(Text.arabicDigits(text), "arabic_digits")
                : Written.plain(text);
    }

    private Written integer(Feed.Column column, String clean, Draw draw) {
        long number = Long.parseLong(clean);
        if (column.letsGo() && draw.chance(rates.cell("number_unreadable"))) {
            return Written.mess(draw.pick(UNREADABLE), "number_unreadable");
        }
        if (number >= 1000 && draw.chance(rates.cell("thousands_separator"))) {
            return Written.mess(Text.thousands(number), "thousands_separator");
        }
        if (delivery.allUnicode() && draw.chance(rates.cell("arabic_digits"))) {
            return Written.mess(Text.arabicDigits(clean), "arabic_digits");
        }
        return new Written(new Value(clean, number), null);
    }

    private static Written decimal(String clean) {
        return new Written(new Value(clean, Double.valueOf(clean)), null);
    }

    private Written code(Feed.Column column, String clean, Draw draw) {
        CodeList list = programme.codeList(String.valueOf(column.codes()));
        CodeList.Entry entry = list.entry(clean);
        boolean municipality = list.name().equals("municipality");
        if (draw.chance(rates.cell(municipality ? "municipality_spelling" : "code_alias"))) {
            String spelling = draw.pick(entry.spellings());
            return Written.mess(spelling, municipality ? "municipality_spelling" : "code_alias");
        }
        return switch (delivery.headers()) {
            case "arabic" -> Written.plain(entry.ar());
            case "names", "kobo" -> Written.plain(clean);
            default -> Written.plain(entry.en());
        };
    }

    private Written phone(String clean, Draw draw) {
        if (!draw.chance(rates.cell("phone_style"))) {
            return Written.plain(clean);
        }
        String local = clean.substring(clean.length() - 8);
        String split = local.substring(0, 4) + " " + local.substring(4);
        return Written.mess(draw.pick(List.of("00974" + local, local, "+974 " + split, "974-" + local)), "phone_style");
    }

    private Written string(Feed.Column column, String clean, Draw draw) {
        if (column.name().endsWith("_name") && draw.chance(rates.cell("padding"))) {
            return Written.mess("  " + clean + " ", "padding");
        }
        return Written.plain(clean);
    }

    static String dayFirst(LocalDate day) {
        return Text.digits(day.getDayOfMonth(), 2) + "/" + Text.digits(day.getMonthValue(), 2) + "/" + day.getYear();
    }
}
