# R survey's answers with weights that were adjusted otherwise than in more.R: raked over unequal weights, drawn to totals within
# bounds, from weights of one, and on replicates; then a variable in the billions, shares of few, stages of which nothing or all is
# known, true and false.
#   Rscript adjusted.R > adjusted.json, beside the data
suppressMessages({library(survey); library(jsonlite)}); options(warn = -1, digits = 17)
read <- function(name) read.csv(paste0(name, ".csv"), na.strings = c("", "NA")); S <- read("apistrat"); C <- read("apiclus1"); S$one <- C$one <- 1
out <- list(); number <- function(x) { x <- unname(as.numeric(x)); if (length(x) == 0 || !is.finite(x[1])) NA else x[1] }
put <- function(data, json, request, variable, estimate, se, ci, df, level = NA, p = NA)
  out[[length(out) + 1]] <<- list(dataset = data, design = json, estimator = sub("\\(.*", "", request), variable = variable, level = level,
    domain = setNames(list(), character()), request = request, estimate = number(estimate), se = number(se), ci_low = number(ci[1]), ci_high = number(ci[2]), df = number(df), p = number(p))
around <- function(m, df) number(coef(m)) + c(-1, 1) * qt(.975, df) * number(SE(m))
ask <- function(data, json, d) { df <- degf(d)
  for (y in c("api00", "enroll")) { m <- svymean(reformulate(y), d); put(data, json, paste0("mean(", y, ")"), y, coef(m), SE(m), around(m, df), df)
    m <- svytotal(reformulate(y), d); put(data, json, paste0("total(", y, ")"), y, coef(m), SE(m), around(m, df), df) }
  m <- svyciprop(~I(awards == "Yes"), d, method = "mean", df = df); put(data, json, "prop(awards=Yes)", "awards", coef(m), SE(m), attr(m, "ci"), NA, "Yes") }
margins <- list(stype = list(E = 4421, H = 755, M = 1018), sch.wide = list(No = 1072, Yes = 5122), awards = list(No = 2027, Yes = 4167))
frame <- function(v) { x <- data.frame(names(margins[[v]]), unlist(margins[[v]])); names(x) <- c(v, "Freq"); x }
raked <- function(d, v) rake(d, lapply(v, reformulate), lapply(v, frame), control = list(maxit = 500, epsilon = 1e-10))
drawn <- function(d, f, totals, ...) calibrate(d, f, unlist(totals), epsilon = 1e-10, maxit = 500, ...)
base <- list(apistrat = list(strata = "stype", weights = "pw"), fpc = list(strata = "stype", weights = "pw", fpc = "fpc"), apiclus1 = list(psu = "dnum", weights = "pw", fpc = "fpc"))
strat <- svydesign(~1, strata = ~stype, weights = ~pw, data = S); fpc <- svydesign(~1, strata = ~stype, weights = ~pw, fpc = ~fpc, data = S); clus <- svydesign(~dnum, weights = ~pw, fpc = ~fpc, data = C)
three <- c("stype", "sch.wide", "awards"); few <- list(`(Intercept)` = 6194, api99 = 3914069); more <- list(`(Intercept)` = 6194, stypeH = 755, stypeM = 1018, api99 = 3914069)
ask("apistrat", c(base$apistrat, list(rake = margins)), raked(strat, three))
ask("apistrat", c(base$fpc, list(rake = margins[2:3])), raked(fpc, three[2:3]))
ask("apiclus1", c(base$apiclus1, list(rake = margins)), raked(clus, three))
ask("apiclus1", c(base$apiclus1, list(calibrate = list(totals = list(enroll = 3811472), method = "raking"))), drawn(clus, ~enroll - 1, list(enroll = 3811472), calfun = "raking"))
ask("apiclus1", c(base$apiclus1, list(calibrate = list(totals = more, method = "raking", bounds = c(.7, 1.6)))), drawn(clus, ~stype + api99, more, calfun = "raking", bounds = c(.7, 1.6)))
ask("apiclus1", c(base$apiclus1, list(calibrate = list(totals = more, method = "linear", bounds = c(.6, 1.7)))), drawn(clus, ~stype + api99, more, bounds = c(.6, 1.7)))
for (how in list(list(totals = few, method = "raking"), list(totals = few, method = "logit", bounds = c(.4, 2.5)))) { b <- if (is.null(how$bounds)) c(-Inf, Inf) else how$bounds
  ask("apistrat", c(base$fpc, list(replicates = list(make = "JKn"), calibrate = how)), drawn(as.svrepdesign(fpc, type = "JKn"), ~api99, few, calfun = how$method, bounds = b)) }
# R takes as many rounds for a replicate as for the whole sample.
ask("apiclus1", c(base$apiclus1, list(replicates = list(make = "JK1"), rake = margins[1:2])), raked(as.svrepdesign(clus, type = "JK1"), three[1:2]))
ones <- svydesign(~dnum, weights = ~one, data = C)
ask("apiclus1_ones", list(psu = "dnum", weights = "one", calibrate = list(totals = more, method = "logit", bounds = c(.3, 3))), drawn(ones, ~stype + api99, more, calfun = "logit", bounds = c(.3, 3)))
ask("apiclus1_ones", list(psu = "dnum", weights = "one", calibrate = list(totals = list(enroll = 3811472), method = "raking")), drawn(ones, ~enroll - 1, list(enroll = 3811472), calfun = "raking"))
# A variable in the billions.
C$huge <- 3e12 + 1e8 * C$api99; ones <- update(ones, huge = C$huge)
g <- svyglm(api00 ~ huge, ones); m <- summary(g)$coefficients
for (k in rownames(m)) put("apiclus1_ones", list(psu = "dnum", weights = "one"), "glm(api00 ~ huge, gaussian)", k, m[k, 1], m[k, 2], m[k, 1] + c(-1, 1) * qt(.975, g$df.residual) * m[k, 2], g$df.residual, NA, m[k, 4])
# Few schools in few districts: shapes of the beta distribution below one.
plain <- svydesign(~dnum, weights = ~pw, data = C)
for (x in c("E", "H", "M")) { s <- plain[C$dnum > 716, ]; s$variables$is_ <- as.numeric(s$variables$stype == x); m <- svyciprop(~is_, s, method = "beta")
  put("apiclus1", base$apiclus1[1:2], paste0("prop(stype=", x, ", beta)"), "stype", coef(m), SE(m), attr(m, "ci"), NA, x)
  out[[length(out)]]$where <- "dnum > 716" }
# Replicates as columns, calibrated: R's svyquantile counts their degrees of freedom anew, in a domain too.
P <- read("pairs"); half <- svrepdesign(weights = ~w, repweights = "^fay", data = P, type = "Fay", rho = .4, combined.weights = TRUE); square <- list(`(Intercept)` = 820, x = 20500)
for (how in list(list(totals = square, method = "raking"), list(totals = square, method = "logit", bounds = c(.3, 3)))) { b <- if (is.null(how$bounds)) c(-Inf, Inf) else how$bounds
  d <- drawn(half, ~x, square, calfun = how$method, bounds = b, compress = FALSE); json <- list(weights = "w", replicates = list(given = "fay*", type = "Fay", rho = .4), calibrate = how); df <- degf(d)
  m <- svymean(~y, d, na.rm = TRUE); put("pairs", json, "mean(y)", "y", coef(m), SE(m), around(m, df), df)
  for (s in list(list(d, NA), list(subset(d, sx == 1), "sx = 1"))) for (y in c("x", "y")) { q <- svyquantile(reformulate(y), s[[1]], .5, na.rm = TRUE, qrule = "math", interval.type = "mean")
    put("pairs", json, paste0("quantile(", y, ", 0.5, mean, math)"), y, coef(q), SE(q), confint(q), NA, "0.5"); out[[length(out)]]$where <- s[[2]] } }
# One mean against zero: R's svyttest counts the design, or the domain, whoever answered; Korn and Graubard's interval in a domain.
G <- drawn(half, ~x, square, calfun = "raking", compress = FALSE); json <- list(weights = "w", replicates = list(given = "fay*", type = "Fay", rho = .4), calibrate = list(totals = square, method = "raking"))
for (s in list(list(G, NA), list(subset(G, sx == 1), "sx = 1"))) { t <- svyttest(y ~ 0, s[[1]], na.rm = TRUE); put("pairs", json, "ttest(y)", "y", t$estimate, abs(t$estimate / t$statistic), t$conf.int, t$parameter, NA, t$p.value); out[[length(out)]]$where <- s[[2]]
  s[[1]]$variables$is_ <- as.numeric(s[[1]]$variables$bin == 1); m <- svyciprop(~is_, s[[1]], method = "beta"); put("pairs", json, "prop(bin=1, beta)", "bin", coef(m), SE(m), attr(m, "ci"), NA, "1"); out[[length(out)]]$where <- s[[2]] }
# One scale of all replicates.
M <- read("more"); d <- svrepdesign(weights = ~pw, repweights = "^boot", data = M, type = "other", combined.weights = FALSE, scale = .3, rscales = 1.5)
m <- svymean(~api00, d); put("more", list(weights = "pw", replicates = list(given = "boot*", type = "other", combined = FALSE, scale = .3, rscales = 1.5)), "mean(api00)", "api00", coef(m), SE(m), around(m, degf(d)), degf(d))
# Nothing known of the population at a stage (a fraction of 0), and all of it (1).
T <- read("stages"); T$all <- 1
for (f in list(c("r1", "zero", "r3"), c("zero", "r2", "r3"), c("r1", "r2", "zero"), c("r1", "all", "r3"))) { d <- svydesign(~district + farm + hh, strata = ~region, nest = TRUE, weights = ~w, fpc = reformulate(f), data = T); df <- degf(d)
  json <- list(psu = c("district", "farm", "hh"), strata = "region", nest = TRUE, weights = "w", fpc = f)
  m <- svymean(~cost, d, na.rm = TRUE); put("stages_all", json, "mean(cost)", "cost", coef(m), SE(m), around(m, df), df)
  m <- svytotal(~inc, d, na.rm = TRUE); put("stages_all", json, "total(inc)", "inc", coef(m), SE(m), around(m, df), df) }
# True and false: what is explained, and what explains.
S$ok <- S$word <- S$awards == "Yes"; L <- svydesign(~1, strata = ~stype, weights = ~pw, fpc = ~fpc, data = S)
for (f in c("ok ~ meals + stype", "word ~ ell", "api00 ~ ok*meals", "api00 ~ 0 + ok")) { family <- if (startsWith(f, "api")) "gaussian" else "binomial"
  g <- do.call(svyglm, list(formula = as.formula(f), design = L, family = if (family == "binomial") quasibinomial() else gaussian())); m <- summary(g)$coefficients
  for (k in rownames(m)) put("apistrat_truths", base$fpc, paste0("glm(", f, ", ", family, ")"), k, m[k, 1], m[k, 2], m[k, 1] + c(-1, 1) * qt(.975, g$df.residual) * m[k, 2], g$df.residual, NA, m[k, 4]) }
write(toJSON(out, auto_unbox = TRUE, digits = NA, na = "null"), "adjusted.json"); cat(length(out), "\n")
