# R survey's answers to what is no default there: intervals of quantiles around the probability asked, degrees of freedom
# of the units in a domain, design effects against sampling with replacement.   Rscript further.R, beside the data
suppressMessages({library(survey); library(jsonlite)}); options(warn = -1, digits = 17)
A <- read.csv("stages.csv", na.strings = "", check.names = FALSE, encoding = "UTF-8")
D <- read.csv("simple.csv", na.strings = "", check.names = FALSE)
api <- read.csv("apiclus2.csv", na.strings = c("", "NA")); str <- read.csv("apistrat.csv", na.strings = c("", "NA"))
nh <- read.csv("nhanes.csv", na.strings = c("", "NA"))
designs <- list(
  list(data = "stages", json = list(psu = c("district", "farm"), strata = "region", nest = TRUE, weights = "w", fpc = c("n1", "n2")),
    r = svydesign(~district + farm, strata = ~region, fpc = ~n1 + n2, weights = ~w, nest = TRUE, data = A), y = c("inc", "size"), g = "sex", cat = c("own", "sex"), pair = c("inc", "cost")),
  list(data = "stages", json = list(psu = "district", strata = "region", nest = TRUE, weights = "w"),
    r = svydesign(~district, strata = ~region, weights = ~w, nest = TRUE, data = A), y = c("inc", "size"), g = "edu", cat = c("own", "sex"), pair = c("inc", "cost")),
  list(data = "simple", json = list(weights = "w2"), r = svydesign(~1, weights = ~w2, data = D), y = c("x", "y"), g = "u", cat = c("r1", "r2"), pair = c("x", "y")),
  list(data = "apiclus2", json = list(psu = c("dnum", "snum"), fpc = c("fpc1", "fpc2")),
    r = svydesign(~dnum + snum, fpc = ~fpc1 + fpc2, data = api), y = c("api00", "meals"), g = "stype", cat = c("awards", "sch.wide"), pair = c("api00", "meals")),
  list(data = "apistrat", json = list(strata = "stype", weights = "pw", fpc = "fpc"),
    r = svydesign(~1, strata = ~stype, weights = ~pw, fpc = ~fpc, data = str), y = c("api00", "meals"), g = "awards", cat = c("sch.wide", "comp.imp"), pair = c("api00", "meals")),
  list(data = "nhanes", json = list(psu = "SDMVPSU", strata = "SDMVSTRA", weights = "WTMEC2YR", nest = TRUE),
    r = svydesign(~SDMVPSU, strata = ~SDMVSTRA, weights = ~WTMEC2YR, nest = TRUE, data = nh), y = "HI_CHOL", g = "race", cat = c("HI_CHOL", "RIAGENDR"), pair = NULL))
out <- list(); one <- function(x) { x <- unname(as.numeric(x)); if (length(x) == 0 || !is.finite(x[1])) NA else x[1] }
put <- function(d, json, domain, where, request, variable, level, estimate, se, ci = c(NA, NA), deff = NA, df = NA, p = NA)
  out[[length(out) + 1]] <<- list(dataset = d$data, design = json, estimator = sub("\\(.*", "", request), variable = variable, level = level,
    domain = domain, where = where, request = request, estimate = one(estimate), se = one(se), ci_low = one(ci[1]), ci_high = one(ci[2]), deff = one(deff), df = one(df), p = one(p))
t95 <- function(m, df) coef(m) + c(-1, 1) * qt(.975, df) * as.numeric(SE(m))
none <- setNames(list(), character())
rules <- list(math = survey:::qrule_math, school = survey:::qrule_school, hf4 = survey:::qrule_hf4, hf7 = survey:::qrule_hf7,
  interpolated = function(x, w, p) {
    different <- sort(unique(x)); at <- as.numeric(tapply(w, factor(x, different), sum))
    approx(cumsum(at) / sum(at), different, p, rule = 2)$y })
for (d in designs) {
  v <- d$r$variables; levels <- sort(unique(na.omit(as.character(v[[d$g]]))))
  groups <- c(list(list(s = d$r, key = none)), lapply(levels, function(l) list(s = d$r[!is.na(v[[d$g]]) & as.character(v[[d$g]]) == l, ], key = setNames(list(l), d$g))))
  for (g in groups) for (y in setdiff(d$y, "HI_CHOL")) for (p in if (length(g$key)) .5 else c(.25, .5, .9)) for (r in names(rules)) {
    s <- g$s[!is.na(g$s$variables[[y]]), ]; x <- s$variables[[y]]; w <- weights(s, "sampling"); df <- degf(s)
    keep <- w > 0; q <- rules[[r]](x[keep], w[keep], p)
    s$variables$below_ <- as.numeric(x <= q); se <- as.numeric(SE(svymean(~below_, s)))
    end <- function(at) if (at < 0 || at > 1) NA else rules[[r]](x[keep], w[keep], at)
    ci <- c(end(p - qt(.975, df) * se), end(p + qt(.975, df) * se))
    put(d, d$json, g$key, NA, paste0("quantile(", y, ", ", p, ", woodruff, ", r, ")"), y, p, q, diff(ci) / (2 * qt(.975, df)), ci) }
  own <- c(d$json, list(df = "domain")); means <- list(); freedom <- c()
  for (g in groups) { for (y in d$y) { s <- g$s[!is.na(g$s$variables[[y]]), ]; df <- degf(s)
      m <- svymean(reformulate(y), s, deff = TRUE); put(d, own, g$key, NA, paste0("mean(", y, ")"), y, NA, coef(m), SE(m), t95(m, df), deff(m), df)
      if (y == d$y[1] && length(g$key)) freedom[g$key[[1]]] <- df
      m <- svytotal(reformulate(y), s); put(d, own, g$key, NA, paste0("total(", y, ")"), y, NA, coef(m), SE(m), t95(m, df), NA, df)
      for (how in c("replace")) { m <- svymean(reformulate(y), s, deff = how); put(d, c(d$json, list(deff = how)), g$key, NA, paste0("mean(", y, ")"), y, NA, coef(m), SE(m), deff = deff(m))
        m <- svytotal(reformulate(y), s, deff = how); put(d, c(d$json, list(deff = how)), g$key, NA, paste0("total(", y, ")"), y, NA, coef(m), SE(m), deff = deff(m)) } }
    x <- d$cat[1]; s <- g$s[!is.na(g$s$variables[[x]]), ]; l <- sort(unique(as.character(v[[x]])))[1]; s$variables$is_ <- as.numeric(as.character(s$variables[[x]]) == l)
    m <- svymean(~is_, s); if (coef(m) > 0 && coef(m) < 1) for (k in c("mean", "logit", "xlogit", "asin", "beta")) { c5 <- svyciprop(~is_, s, method = k, df = degf(s))
      put(d, own, g$key, NA, paste0("prop(", x, ", ", k, ")"), x, l, coef(c5), SE(c5), attr(c5, "ci"), NA, degf(s)) }
    if (!is.null(d$pair)) { s <- g$s[!is.na(g$s$variables[[d$pair[1]]]) & !is.na(g$s$variables[[d$pair[2]]]), ]
      m <- svyratio(reformulate(d$pair[1]), reformulate(d$pair[2]), s); put(d, own, g$key, NA, paste0("ratio(", d$pair[1], "/", d$pair[2], ")"), paste0(d$pair[1], "/", d$pair[2]), NA, coef(m), SE(m), t95(m, degf(s)), NA, degf(s)) } }
  known <- d$r[!is.na(v[[d$y[1]]]) & !is.na(v[[d$g]]), ]
  by <- svyby(reformulate(d$y[1]), reformulate(d$g), known, svymean, covmat = TRUE); of <- levels[1]; minus <- levels[2]
  m <- svycontrast(by, setNames(c(1, -1), c(of, minus))); df <- min(freedom[c(of, minus)])
  put(d, own, none, NA, paste0("difference(", d$y[1], ", ", d$g, ", ", of, ", ", minus, ")"), d$y[1], NA, coef(m), SE(m), t95(m, df), NA, df)
}
write(toJSON(out, auto_unbox = TRUE, digits = NA, na = "null", pretty = FALSE), "further.json"); cat(length(out), "\n")
