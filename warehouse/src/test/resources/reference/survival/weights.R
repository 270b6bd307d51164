# Weighted follow-ups, of lung and made up, and what R survival says of them. Whole weights count subjects; of others R's error is
# the infinitesimal jackknife's. survdiff takes no weights: a subject of weight two is given to it twice.
#   Rscript weights.R > weights.json, beside the data
suppressMessages({library(survival); library(jsonlite)})
set.seed(7); out <- list(); number <- function(x) if (length(x) == 1 && is.finite(x)) unname(x) else NULL
put <- function(time, event, g, w, entry = NULL) {
  s <<- if (is.null(entry)) Surv(time, event) else Surv(entry, time, event); whole <- all(w == round(w))
  w <<- w; fit <- survfit(s ~ 1, weights = w, conf.type = "log-log"); at <- unique(quantile(time, c(.1, .4, .7), type = 1, names = FALSE))
  sum <- summary(fit, times = at, extend = TRUE); tau <- mean(time); rmst <- survival:::survmean(fit, rmean = tau)$matrix
  often <- if (whole) rep(seq_along(time), w)
  test <- if (whole && is.null(entry) && length(unique(g)) > 1) survdiff(Surv(time[often], event[often]) ~ g[often])
  out[[length(out) + 1]] <<- list(entry = entry, time = time, event = as.integer(event), group = g, weight = w,
    at = lapply(seq_along(at), function(i) list(time = at[i], survival = sum$surv[i], se = number(sum$std.err[i]), low = number(sum$lower[i]), high = number(sum$upper[i]))),
    median = number(quantile(fit, .5)$quantile), tau = tau, rmst = number(rmst[["rmean"]]), 
    rmst_se = if (whole) number(rmst[["se(rmean)"]]) else sqrt(sum((w * residuals(fit, times = tau, type = "auc"))^2)),
    log_rank = if (!is.null(test)) list(chi_square = test$chisq, df = length(test$n) - 1))
}
lung <- read.csv("lung.csv")
for (w in list(1 + seq_len(nrow(lung)) %% 3, .25 + (seq_len(nrow(lung)) %% 4) / 2)) put(lung$time, lung$status == 2, lung$sex, w)
for (k in 1:14) { n <- sample(c(12, 30), 1); time <- sample(1:9, n, TRUE); late <- if (k %% 3 == 0) time - sample(1:3, n, TRUE) / 2
  put(time, runif(n) < .6, sample(2, n, TRUE), if (k %% 2) sample(3, n, TRUE) else round(runif(n, .3, 3), 2), late) }
cat(toJSON(out, auto_unbox = TRUE, digits = 15, null = "null"))
