# Answers of R survey beyond expected.json, for the designs and estimators next to those of the reference.
#   Rscript more.R DIRECTORY-OF-CSV OUT.json
suppressMessages({library(survey); library(jsonlite)})
args <- commandArgs(TRUE); dir <- args[1]
options(warn = -1, survey.lonely.psu = "fail")
read <- function(name) read.csv(file.path(dir, paste0(name, ".csv")), na.strings = c("", "NA"), check.names = TRUE)
apistrat <- read("apistrat"); apiclus1 <- read("apiclus1"); apiclus2 <- read("apiclus2"); scd <- read("scd")
nhanes <- read("nhanes"); lonely <- read("lonely"); more <- read("more"); mu284 <- read("mu284"); panel <- read("panel")
out <- list()
one <- function(x) if (length(x) == 0 || is.na(x) || !is.finite(x)) NA else unname(as.numeric(x))
put <- function(d, estimator, variable, level, domain, options, estimate, se = NA, ci = c(NA, NA), deff = NA, df = NA, p = NA)
  out[[length(out) + 1]] <<- list(dataset = d$data, design = d$json, estimator = estimator, variable = variable,
    level = if (is.null(level)) NA else level, domain = domain, options = options, estimate = one(estimate), se = one(se),
    ci_low = one(ci[1]), ci_high = one(ci[2]), deff = one(deff), df = one(df), p = one(p))
empty <- setNames(list(), character(0))
domains <- function(d, by) {
  if (length(by) == 0) return(list(list(empty, d$r)))
  g <- unique(na.omit(d$r$variables[, by, drop = FALSE]))
  lapply(seq_len(nrow(g)), function(i) {
    keep <- rep(TRUE, nrow(d$r$variables)); dom <- list()
    for (b in by) { keep <- keep & !is.na(d$r$variables[[b]]) & d$r$variables[[b]] == g[i, b]; dom[[dots(b)]] <- as.character(g[i, b]) }
    list(dom, subset(d$r, keep)) })
}
dots <- function(x) x
tci <- function(m, df) { s <- as.numeric(SE(m)); coef(m) + c(-1, 1) * qt(.975, df) * s }
safely <- function(e) tryCatch(e, error = function(x) NULL)
rep <- base::rep
isrep <- function(x) inherits(x, "svyrep.design")

means <- function(d, ys, by = NULL, deff = !isrep(d$r)) for (g in domains(d, by)) for (y in ys) safely({
  f <- reformulate(y); df <- degf(d$r); s <- g[[2]]
  m <- svymean(f, s, na.rm = TRUE, deff = deff); put(d, "mean", y, NULL, g[[1]], empty, coef(m), SE(m), tci(m, df), if (deff) deff(m) else NA, df)
  m <- svytotal(f, s, na.rm = TRUE, deff = deff); put(d, "total", y, NULL, g[[1]], empty, coef(m), SE(m), tci(m, df), if (deff) deff(m) else NA, df)
  m <- svyvar(f, s, na.rm = TRUE); put(d, "var", y, NULL, g[[1]], empty, as.numeric(m)[1], sqrt(as.numeric(attr(m, "var"))[1]), as.numeric(m)[1] + c(-1,1) * qt(.975, df) * sqrt(as.numeric(attr(m, "var"))[1]), NA, df)
})
ratios <- function(d, pairs, by = NULL) for (g in domains(d, by)) for (p in pairs) safely({
  s <- g[[2]]; s <- subset(s, !is.na(s$variables[[p[1]]]) & !is.na(s$variables[[p[2]]]))
  m <- svyratio(reformulate(p[1]), reformulate(p[2]), s); df <- degf(d$r)
  put(d, "ratio", paste0(p[1], "/", p[2]), NULL, g[[1]], empty, coef(m), SE(m), coef(m) + c(-1, 1) * qt(.975, df) * as.numeric(SE(m)), NA, df)
})
props <- function(d, xs, by = NULL, methods = c("mean", "logit", "xlogit", "asin", "beta")) for (g in domains(d, by)) for (x in xs)
  for (l in sort(unique(na.omit(as.character(d$r$variables[[x]]))))) safely({
    s <- subset(g[[2]], !is.na(g[[2]]$variables[[x]])); s$variables$is_ <- as.numeric(as.character(s$variables[[x]]) == l); df <- degf(d$r)
    m <- svymean(~is_, s, deff = !isrep(d$r)); put(d, "prop", x, l, g[[1]], empty, coef(m), SE(m), tci(m, df), if (isrep(d$r)) NA else deff(m), df)
    if (!is.numeric(d$r$variables[[x]])) { t <- svytotal(~is_, s); put(d, "total", x, l, g[[1]], empty, coef(t), SE(t), tci(t, df), NA, df) }
    if (length(by) == 0 && coef(m) > 0 && coef(m) < 1) for (k in methods) safely({
      v <- svyciprop(~is_, s, method = k, df = df)
      put(d, "prop_ci", x, l, g[[1]], list(method = k), coef(v), SE(v), attr(v, "ci"), NA, df) })
  })
quants <- function(d, ys, by = NULL, ps = c(.05, .25, .5, .75, .9), types = if (isrep(d$r)) "mean" else c("mean", "beta", "xlogit", "asin"), rules = "math")
  for (g in domains(d, by)) for (y in ys) for (p in ps) for (k in types) for (r in rules) safely({
    s <- g[[2]]; v <- svyquantile(reformulate(y), s, p, interval.type = k, na.rm = TRUE, qrule = r)[[1]]
    put(d, "quantile", y, p, g[[1]], list(interval = k, rule = r), v[1], v[4], v[2:3], NA, NA) })
diffs <- function(d, ys, by, of, minus) for (y in ys) safely({
  s <- svyby(reformulate(y), reformulate(by), d$r, svymean, na.rm = TRUE, covmat = TRUE); df <- degf(d$r)
  a <- setNames(list(c(1, -1)), "x"); w <- setNames(c(1, -1), c(of, minus))
  m <- svycontrast(s, w); put(d, "difference", y, NULL, empty, list(by = by, of = of, minus = minus), coef(m), SE(m), coef(m) + c(-1, 1) * qt(.975, df) * as.numeric(SE(m)), NA, df)
  q <- substitute(a / b, list(a = as.name(of), b = as.name(minus)))
  m <- svycontrast(s, q); put(d, "relative", y, NULL, empty, list(by = by, of = of, minus = minus), coef(m), SE(m), coef(m) + c(-1, 1) * qt(.975, df) * as.numeric(SE(m)), NA, df)
})
contrasts_ <- function(d, ys, by, w) for (y in ys) safely({
  s <- svyby(reformulate(y), reformulate(by), d$r, svymean, na.rm = TRUE, covmat = TRUE); df <- degf(d$r)
  m <- svycontrast(s, w); put(d, "contrast", y, NULL, empty, list(by = by, weights = as.list(w)), coef(m), SE(m), coef(m) + c(-1, 1) * qt(.975, df) * as.numeric(SE(m)), NA, df)
})
cors <- function(d, pairs, by = NULL) for (g in domains(d, by)) for (p in pairs) safely({
  s <- subset(g[[2]], !is.na(g[[2]]$variables[[p[1]]]) & !is.na(g[[2]]$variables[[p[2]]])); df <- degf(d$r)
  v <- svyvar(reformulate(p), s); V <- as.matrix(attr(v, "var")); m <- as.matrix(v)[1:2, 1:2]
  rho <- m[1, 2] / sqrt(m[1, 1] * m[2, 2])
  gr <- c(-rho / (2 * m[1, 1]), 1 / sqrt(m[1, 1] * m[2, 2]), 0, -rho / (2 * m[2, 2]))
  if (isrep(d$r)) { r <- svyvar(reformulate(p), s, return.replicates = TRUE)$replicates; rr <- r[, 2] / sqrt(r[, 1] * r[, 4]); se <- sqrt(as.numeric(svrVar(rr, d$r$scale, d$r$rscales, mse = FALSE, coef = rho))) }
  else se <- sqrt(drop(gr %*% V[1:4, 1:4] %*% gr))
  put(d, "cov", paste(p, collapse = ","), NULL, g[[1]], empty, m[1, 2], sqrt(V[2, 2]), m[1, 2] + c(-1, 1) * qt(.975, df) * sqrt(V[2, 2]), NA, df)
  put(d, "corr", paste(p, collapse = ","), NULL, g[[1]], empty, rho, se, c(NA, NA), NA, df)
})
glms <- function(d, f, family) safely({
  m <- svyglm(as.formula(f), d$r, family = get(family)()); s <- summary(m)$coefficients; df <- m$df.residual
  for (i in rownames(s)) put(d, "glm", i, NULL, empty, list(formula = f, family = family), s[i, 1], s[i, 2], s[i, 1] + c(-1, 1) * qt(.975, df) * s[i, 2], NA, df, if (df > 0) 2 * pt(-abs(s[i, 1] / s[i, 2]), df) else NA)
})
chis <- function(d, a, b, stats = c("F", "Chisq", "Wald", "adjWald")) for (k in stats) safely({
  m <- svychisq(as.formula(paste("~", a, "+", b)), d$r, statistic = k)
  put(d, "chisq", paste0(a, "*", b), NULL, empty, list(statistic = k), m$statistic, NA, c(NA, NA), NA, m$parameter[1], m$p.value) })
tts <- function(d, f) safely({ m <- svyttest(as.formula(f), d$r)
  put(d, "ttest", f, NULL, empty, empty, m$estimate, abs(m$estimate / m$statistic), m$conf.int, NA, m$parameter, m$p.value) })

D <- function(data, json, r) list(data = data, json = json, r = r)
pop <- list(stype = list(E = 4421, H = 755, M = 1018), sch.wide = list(No = 1072, Yes = 5122))
ptab <- function(v) { x <- data.frame(names(pop[[v]]), unlist(pop[[v]])); names(x) <- c(v, "Freq"); x }
tot <- c(`(Intercept)` = 6194, stypeH = 755, stypeM = 1018, api99 = 3914069)
tj <- as.list(tot)
sj <- list(weights = "pw", strata = "stype", fpc = "fpc"); sr <- svydesign(~1, strata = ~stype, weights = ~pw, fpc = ~fpc, data = apistrat)
cj <- list(weights = "pw", psu = "dnum", fpc = "fpc"); cr <- svydesign(~dnum, weights = ~pw, fpc = ~fpc, data = apiclus1)
api <- list(
  D("apistrat", sj, sr),
  D("apistrat", list(weights = "pw", strata = "stype"), svydesign(~1, strata = ~stype, weights = ~pw, data = apistrat)),
  D("apistrat", list(weights = "pw"), svydesign(~1, weights = ~pw, data = apistrat)),
  D("apistrat", list(strata = "stype", fpc = "fpc"), svydesign(~1, strata = ~stype, fpc = ~fpc, data = apistrat)),
  D("apistrat", c(sj, list(replicates = list(make = "JKn"))), as.svrepdesign(sr, type = "JKn")),
  D("apistrat", c(sj, list(poststratify = pop["sch.wide"])), postStratify(sr, ~sch.wide, ptab("sch.wide"))),
  D("apistrat", c(sj, list(replicates = list(make = "JKn"), poststratify = pop["sch.wide"])), postStratify(as.svrepdesign(sr, type = "JKn"), ~sch.wide, ptab("sch.wide"))),
  D("apistrat", c(sj, list(calibrate = list(totals = list(`(Intercept)` = 6194, api99 = 3914069)))), calibrate(sr, ~api99, c(`(Intercept)` = 6194, api99 = 3914069))),
  D("apiclus1", cj, cr),
  D("apiclus1", list(weights = "pw", psu = "dnum"), svydesign(~dnum, weights = ~pw, data = apiclus1)),
  D("apiclus1", list(psu = "dnum", fpc = "fpc"), svydesign(~dnum, fpc = ~fpc, data = apiclus1)),
  D("apiclus1", c(cj, list(replicates = list(make = "JK1"))), as.svrepdesign(cr, type = "JK1")),
  D("apiclus1", c(cj, list(replicates = list(make = "JK1"), poststratify = pop["stype"])), postStratify(as.svrepdesign(cr, type = "JK1"), ~stype, ptab("stype"))),
  D("apiclus1", c(cj, list(replicates = list(make = "JK1"), rake = pop)), rake(as.svrepdesign(cr, type = "JK1"), list(~stype, ~sch.wide), list(ptab("stype"), ptab("sch.wide")), control = list(maxit = 200, epsilon = 1e-10))),
  D("apiclus1", c(cj, list(replicates = list(make = "JK1"), calibrate = list(totals = tj, method = "linear"))), calibrate(as.svrepdesign(cr, type = "JK1"), ~stype + api99, tot)),
  D("apiclus1", c(cj, list(poststratify = pop["stype"])), postStratify(cr, ~stype, ptab("stype"))),
  D("apiclus1", c(cj, list(rake = pop)), rake(cr, list(~stype, ~sch.wide), list(ptab("stype"), ptab("sch.wide")), control = list(maxit = 100, epsilon = 1e-12))),
  D("apiclus1", c(cj, list(calibrate = list(totals = tj, method = "linear"))), calibrate(cr, ~stype + api99, tot)),
  D("apiclus1", c(cj, list(calibrate = list(totals = tj, method = "linear", bounds = c(.4, 2.5)))), calibrate(cr, ~stype + api99, tot, bounds = c(.4, 2.5), epsilon = 1e-10)),
  D("apiclus1", c(cj, list(calibrate = list(totals = tj, method = "raking"))), calibrate(cr, ~stype + api99, tot, calfun = "raking", epsilon = 1e-10)),
  D("apiclus1", c(cj, list(calibrate = list(totals = tj, method = "logit", bounds = c(.4, 2.5)))), calibrate(cr, ~stype + api99, tot, calfun = "logit", bounds = c(.4, 2.5), epsilon = 1e-10)),
  D("apiclus2", list(psu = c("dnum", "snum"), fpc = c("fpc1", "fpc2")), svydesign(~dnum + snum, fpc = ~fpc1 + fpc2, data = apiclus2)),
  D("apiclus2", list(psu = c("dnum", "snum"), weights = "pw", fpc = c("fpc1", "fpc2")), svydesign(~dnum + snum, weights = ~pw, fpc = ~fpc1 + fpc2, data = apiclus2)),
  D("apiclus2", list(psu = c("dnum", "snum"), weights = "pw"), svydesign(~dnum + snum, weights = ~pw, data = apiclus2)),
  D("apiclus2", list(psu = "dnum", weights = "pw", fpc = "fpc1"), svydesign(~dnum, weights = ~pw, fpc = ~fpc1, data = apiclus2)),
  D("more", list(psu = c("dnum", "snum"), fpc = c("f1", "f2")), svydesign(~dnum + snum, fpc = ~f1 + f2, data = more)),
  D("more", list(psu = "dnum", weights = "pw", replicates = list(given = "boot*", type = "bootstrap", combined = FALSE)), svrepdesign(weights = ~pw, repweights = "^boot", data = more, type = "bootstrap", combined.weights = FALSE)),
  D("more", list(weights = "pw", replicates = list(given = "sdr*", type = "ACS", combined = TRUE)), svrepdesign(weights = ~pw, repweights = "^sdr", data = more, type = "ACS", combined.weights = TRUE)),
  D("more", list(weights = "pw", replicates = list(given = "sdr*", type = "successive-difference", combined = TRUE)), svrepdesign(weights = ~pw, repweights = "^sdr", data = more, type = "successive-difference", combined.weights = TRUE)),
  D("more", list(weights = "pw", replicates = list(given = "sdr*", type = "Fay", rho = 0.3)), svrepdesign(weights = ~pw, repweights = "^sdr", data = more, type = "Fay", rho = .3, combined.weights = TRUE)),
  D("more", list(weights = "pw", replicates = list(given = "boot*", type = "JK1", combined = FALSE)), svrepdesign(weights = ~pw, repweights = "^boot", data = more, type = "JK1", combined.weights = FALSE)),
  D("more", list(weights = "pw", replicates = list(given = "boot*", type = "JKn", combined = FALSE)), svrepdesign(weights = ~pw, repweights = "^boot", data = more, type = "JKn", combined.weights = FALSE)),
  D("more", list(weights = "pw", replicates = list(given = "boot*", type = "other", combined = FALSE, scale = 0.1)), svrepdesign(weights = ~pw, repweights = "^boot", data = more, type = "other", combined.weights = FALSE, scale = .1, rscales = rep(1, 10)))
)
for (i in seq_along(api)) { d <- api[[i]]
  light <- i %in% c(3, 4, 10, 11, 23, 31)
  means(d, c("api00", "acs.k3", "enroll")); ratios(d, list(c("api.stu", "enroll"), c("acs.k3", "api00")))
  props(d, if (light) "stype" else c("stype", "awards")); quants(d, if (light) "api00" else c("api00", "acs.46"))
  if (light) next
  means(d, "acs.46", "stype"); means(d, "api00", c("stype", "awards")); ratios(d, list(c("api.stu", "enroll")), "stype"); props(d, "sch.wide", "stype")
  quants(d, "api99", "awards", ps = c(.25, .5), types = if (isrep(d$r)) "mean" else c("mean", "beta"))
  diffs(d, c("api00", "acs.k3"), "awards", "Yes", "No"); diffs(d, "api00", "stype", "H", "M"); contrasts_(d, "api00", "stype", c(E = 1, H = -.5, M = -.5))
  cors(d, list(c("api00", "meals"), c("acs.k3", "api99"))); cors(d, list(c("api00", "api99")), "stype")
  glms(d, "api00 ~ ell + meals", "gaussian"); glms(d, "api00 ~ stype + acs.k3", "gaussian"); glms(d, "I(awards == \"Yes\") ~ meals + api99", "quasibinomial"); glms(d, "api.stu ~ meals", "quasipoisson")
  chis(d, "sch.wide", "stype"); chis(d, "awards", "stype"); tts(d, "api00 ~ awards"); tts(d, "growth ~ 0")
}
nj <- list(psu = "SDMVPSU", strata = "SDMVSTRA", weights = "WTMEC2YR", nest = TRUE)
nr <- svydesign(~SDMVPSU, strata = ~SDMVSTRA, weights = ~WTMEC2YR, nest = TRUE, data = nhanes)
for (d in list(D("nhanes", nj, nr), D("nhanes", c(nj, list(replicates = list(make = "JKn"))), as.svrepdesign(nr, type = "JKn")))) {
  means(d, c("HI_CHOL", "race")); means(d, "HI_CHOL", c("race", "RIAGENDR")); means(d, "HI_CHOL", c("agecat")); props(d, "race"); props(d, "HI_CHOL", "RIAGENDR")
  diffs(d, "HI_CHOL", "RIAGENDR", "1", "2"); diffs(d, "HI_CHOL", "agecat", "(39,59]", "(19,39]"); cors(d, list(c("HI_CHOL", "RIAGENDR")))
  glms(d, "HI_CHOL ~ factor(race) + RIAGENDR", "quasibinomial"); glms(d, "race ~ factor(agecat)", "gaussian")
  chis(d, "HI_CHOL", "race"); chis(d, "race", "RIAGENDR"); tts(d, "HI_CHOL ~ RIAGENDR"); quants(d, "race", types = "mean"); quants(d, "race", "RIAGENDR", ps = c(.25, .5), types = "mean")
}
for (o in c("remove", "adjust", "average", "certainty")) { options(survey.lonely.psu = o)
  d <- D("lonely", list(psu = "psu", strata = "st", weights = "w", lonely_psu = o), svydesign(~psu, strata = ~st, weights = ~w, data = lonely)); means(d, "y"); quants(d, "y", types = "mean")
  d <- D("nhanes", c(nj, list(lonely_psu = o)), nr); means(d, "HI_CHOL", "race"); diffs(d, "HI_CHOL", "RIAGENDR", "1", "2")
  one_ <- subset(nhanes, !(SDMVSTRA == 83 & SDMVPSU == 2) & !(SDMVSTRA == 80 & SDMVPSU == 1))
  d <- D("nhanes_lonely", c(nj, list(lonely_psu = o)), svydesign(~SDMVPSU, strata = ~SDMVSTRA, weights = ~WTMEC2YR, nest = TRUE, data = one_)); means(d, "HI_CHOL"); means(d, "HI_CHOL", "RIAGENDR"); props(d, "race", methods = c("mean", "beta")); ratios(d, list(c("HI_CHOL", "race")))
  glms(d, "HI_CHOL ~ RIAGENDR", "quasibinomial"); chis(d, "HI_CHOL", "RIAGENDR"); quants(d, "race", types = "mean")
}
write.csv(one_, file.path(dir, "nhanes_lonely.csv"), row.names = FALSE, na = "")
options(survey.lonely.psu = "fail")
ss <- svydesign(~ambulance, strata = ~ESA, weights = ~w, data = scd, nest = TRUE)
scdj <- list(psu = "ambulance", strata = "ESA", weights = "w", nest = TRUE)
sd <- list(D("scd", scdj, ss), D("scd", c(scdj, list(replicates = list(make = "JKn"))), as.svrepdesign(ss, type = "JKn")),
  D("scd", c(scdj, list(replicates = list(make = "BRR"))), as.svrepdesign(ss, type = "BRR")),
  D("scd", c(scdj, list(replicates = list(make = "Fay", rho = .3))), as.svrepdesign(ss, type = "Fay", fay.rho = .3)),
  D("scd", list(weights = "w", replicates = list(given = "rep1..rep4", type = "Fay", rho = .3, combined = FALSE)), svrepdesign(weights = ~w, repweights = "^rep", data = scd, type = "Fay", rho = .3, combined.weights = FALSE)),
  D("scd", list(weights = "w", replicates = list(given = "rep*", type = "BRR", combined = FALSE)), svrepdesign(weights = ~w, repweights = "^rep", data = scd, type = "BRR", combined.weights = FALSE)))
for (d in sd) { means(d, c("arrests", "alive")); ratios(d, list(c("alive", "arrests"))); quants(d, "arrests", types = "mean"); cors(d, list(c("alive", "arrests"))); means(d, "arrests", "ESA") }
for (d in list(D("mu284", list(psu = c("id1", "id2"), fpc = c("n1", "n2")), svydesign(~id1 + id2, fpc = ~n1 + n2, data = mu284)),
  D("mu284", list(psu = c("id1", "id2"), fpc = c("n1", "n2"), replicates = list(make = "JK1")), as.svrepdesign(svydesign(~id1 + id2, fpc = ~n1 + n2, data = mu284), type = "JK1")))) {
  means(d, "y1"); quants(d, "y1", ps = c(.25, .5, .75)) }
pj <- list(psu = "psu", strata = "stratum", weights = "weight", nest = TRUE)
pr <- svydesign(~psu, strata = ~stratum, weights = ~weight, nest = TRUE, data = panel)
for (d in list(D("panel", pj, pr), D("panel", c(pj, list(replicates = list(make = "JKn"))), as.svrepdesign(pr, type = "JKn")), D("panel", list(psu = c("psu"), strata = c("stratum", "zone"), weights = "weight", nest = TRUE), svydesign(~psu, strata = ~interaction(stratum, zone, drop = TRUE), weights = ~weight, nest = TRUE, data = panel)))) {
  means(d, "wage", "wave"); means(d, "online", "wave"); diffs(d, c("wage", "online"), "wave", "2", "1"); diffs(d, "wage", "wave", "3", "1"); contrasts_(d, "wage", "wave", c(`1` = -1, `2` = 0, `3` = 1)); props(d, "zone", "wave"); glms(d, "wage ~ factor(wave) + online", "gaussian"); tts(d, "wage ~ online"); chis(d, "online", "wave")
}
cat(toJSON(out, auto_unbox = TRUE, digits = NA, na = "null"), file = args[2])
cat(length(out), "answers\n"); print(table(sapply(out, `[[`, "estimator")))
