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
# Domains as R subsets them, where it counts their units or replicates by itself; models through the origin; half-samples of
# Paley's matrix; what is not linear under replicates.
inside <- function(design, keep) design[keep & !is.na(keep), ]
ask <- function(data, json, domain, where, request, level, estimate, se, ci = c(NA, NA), df = NA, p = NA, variable = NA)
  put(list(data = data), json, domain, where, request, variable, level, estimate, se, ci, NA, df, p)
test <- function(t, ...) ask(..., level = NA, estimate = t$estimate, se = abs(t$estimate / t$statistic), ci = t$conf.int, df = t$parameter, p = t$p.value)
model <- function(data, json, domain, where, f, family, s, R = switch(family, gaussian = gaussian(), binomial = quasibinomial(), poisson = quasipoisson())) {
  g <- do.call(svyglm, list(formula = as.formula(f), design = s, family = R)); m <- summary(g)$coefficients
  for (k in rownames(m)) ask(data, json, domain, where, paste0("glm(", f, ", ", family, ")"), NA, m[k, 1], m[k, 2], m[k, 1] + c(-1, 1) * qt(.975, g$df.residual) * m[k, 2], g$df.residual, m[k, 4], k) }
js <- list(strata = "stype", weights = "pw", fpc = "fpc"); S <- svydesign(~1, strata = ~stype, weights = ~pw, fpc = ~fpc, data = str)
jj <- list(strata = "stype", weights = "pw", replicates = list(make = "JKn")); J <- as.svrepdesign(svydesign(~1, strata = ~stype, weights = ~pw, data = str))
few <- str$ell < 20
for (x in list(list(j = js, s = S), list(j = jj, s = J))) { s <- inside(x$s, few)
  for (st in c("F", "adjWald")) { t <- svychisq(~awards + comp.imp, s, statistic = st)
    ask("apistrat", x$j, none, "ell < 20", paste0("chisq(awards*comp.imp, ", st, ")"), NA, t$statistic, NA, df = t$parameter[1], p = t$p.value) }
  test(svyttest(api00 ~ 0, s), "apistrat", x$j, none, "ell < 20", "ttest(api00)")
  s$variables$is_ <- as.numeric(s$variables$awards == "No"); b <- svyciprop(~is_, s, method = "beta")
  ask("apistrat", x$j, none, "ell < 20", "prop(awards=No, beta)", "No", coef(b), SE(b), attr(b, "ci"))
  model("apistrat", x$j, none, "ell < 20", "api00 ~ 0 + stype + ell", "gaussian", s) }
q <- svyquantile(~api00, inside(J, few), .5, interval.type = "quantile", qrule = "math"); ask("apistrat", jj, none, "ell < 20", "quantile(api00, 0.5, quantile, math)", 0.5, coef(q), SE(q), confint(q))
model("apistrat", js, none, NA, "api00 ~ ell + awards:stype - 1", "gaussian", S)
plain <- svydesign(~1, weights = ~pw, data = str); model("apistrat", list(weights = "pw"), none, "meals < 50", 'I(both == "No") ~ emer + mobility', "binomial", inside(plain, str$meals < 50))
k <- svykappa(~awards + comp.imp, J); ask("apistrat", jj, none, NA, "kappa(awards, comp.imp)", NA, coef(k), SE(k))
by <- svyby(~api00, ~awards, J, svymean, covmat = TRUE); k <- svycontrast(by, quote(No / Yes)); ask("apistrat", jj, none, NA, "relative(api00, awards, No, Yes)", NA, coef(k), SE(k))
scd <- read.csv("scd.csv"); jb <- list(weights = "w", replicates = list(given = "rep*", type = "BRR", combined = FALSE))
B <- svrepdesign(data = scd, weights = ~w, repweights = "rep[1-4]", type = "BRR", combined.weights = FALSE)
m <- svymean(~alive, inside(B, scd$ambulance == 2)); ask("scd", jb, list(ambulance = "2"), NA, "mean(alive)", NA, coef(m), SE(m))
pairs <- nh[nh$SDMVPSU < 3, ]; jp <- list(psu = "SDMVPSU", strata = "SDMVSTRA", weights = "WTMEC2YR", nest = TRUE, replicates = list(make = "BRR"))
H <- as.svrepdesign(svydesign(~SDMVPSU, strata = ~SDMVSTRA, weights = ~WTMEC2YR, nest = TRUE, data = pairs), type = "BRR")
m <- svymean(~HI_CHOL, H, na.rm = TRUE); ask("nhanes_pairs", jp, none, NA, "mean(HI_CHOL)", NA, coef(m), SE(m), t95(m, degf(H)), degf(H))
m <- svyvar(~HI_CHOL, H, na.rm = TRUE); ask("nhanes_pairs", jp, none, NA, "var(HI_CHOL)", NA, coef(m), SE(m)[1])
model("nhanes_pairs", jp, none, NA, "HI_CHOL ~ RIAGENDR", "binomial", H)
q <- svyquantile(~HI_CHOL, designs[[6]]$r, .5, na.rm = TRUE, qrule = "hf3"); ask("nhanes", designs[[6]]$json, none, NA, "quantile(HI_CHOL, 0.5, mean, hf3)", 0.5, coef(q), SE(q), confint(q))
N <- designs[[6]]$r; by <- svyby(~HI_CHOL, ~agecat, inside(N, !is.na(nh$HI_CHOL)), svymean, covmat = TRUE); k <- svycontrast(by, c("(0,19]" = 1, "(19,39]" = -1))
ask("nhanes", designs[[6]]$json, none, NA, 'difference(HI_CHOL, agecat, "(0,19]", "(19,39]")', NA, coef(k), SE(k))
# Hall's (1992) interval of a linearised total, R survey's error and degrees of freedom: R has none itself.
hall <- function(m, z, s, df) {
  third <- sum(tapply(seq_along(z), s$stype, function(i) { n <- length(i); f <- n / s$fpc[i[1]]
    if (f < .5) (1 - f) * (1 - 2 * f) * n^2 / ((n - 1) * (n - 2)) * sum((z[i] - mean(z[i]))^3) else 0 }))
  se <- as.numeric(SE(m)); g <- third / se^3; t <- function(y) 3 / g * (sign(1 + g * (y - g / 6)) * abs(1 + g * (y - g / 6))^(1 / 3) - 1)
  as.numeric(coef(m)) - se * c(t(qt(.975, df)), t(-qt(.975, df))) }
jh <- c(js, list(intervals = "hall")); w <- str$pw; m <- svymean(~meals, S)
ask("apistrat", jh, none, NA, "mean(meals)", NA, coef(m), SE(m), hall(m, w * (str$meals - coef(m)) / sum(w), str, degf(S)), degf(S))
m <- svytotal(~enroll, S); ask("apistrat", jh, none, NA, "total(enroll)", NA, coef(m), SE(m), hall(m, w * str$enroll, str, degf(S)), degf(S))
m <- svymean(~enroll, inside(S, few)); ask("apistrat", jh, none, "ell < 20", "mean(enroll)", NA, coef(m), SE(m), hall(m, ifelse(few, w * (str$enroll - coef(m)) / sum(w[few]), 0), str, degf(S)), degf(S))
write(toJSON(out, auto_unbox = TRUE, digits = NA, na = "null", pretty = FALSE), "further.json"); cat(length(out), "\n")
