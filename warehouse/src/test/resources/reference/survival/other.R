# Made-up follow-ups and what R survival says of them: ties, events and losses at one time, groups without an event,
# everybody lost, late entries. Rscript other.R 90 > other.json
suppressMessages({library(survival); library(jsonlite)})
set.seed(20); out <- list()
number <- function(x) if (length(x) == 1 && is.finite(x)) unname(x) else NULL
for (case in 1:as.integer(commandArgs(TRUE)[1])) {
  n <- sample(c(4, 8, 20, 45), 1); groups <- sample(2:3, 1); late <- case %% 3 == 0
  time <- if (case %% 2) sample(0:sample(c(4, 15), 1), n, TRUE) else round(rexp(n, .1), 2)
  event <- runif(n) < sample(c(0, .2, .6, 1), 1, prob = c(1, 4, 4, 2)); g <- sample(groups, n, TRUE)
  if (case %% 5 == 0) event[g == 1] <- FALSE
  entry <- rep(NA_real_, n)
  if (late) {
    time <- time + 1; entry <- round(time * runif(n), 1) - (runif(n) < .3); entry <- pmin(entry, time - .1)
    entry <- pmax(entry, 0)
  }
  s <- if (late) Surv(entry, time, event) else Surv(time, event)
  fit <- survfit(s ~ 1, conf.type = "log-log"); at <- sort(sample(c(0, unique(time), max(time) + 1, round(mean(time), 1)), 3))
  at <- unique(at); sum <- summary(fit, times = at, extend = TRUE)
  tau <- sample(c(max(time) + 3, max(time), mean(time) + .5), 1)
  rmst <- survival:::survmean(fit, rmean = tau)$matrix
  test <- NULL
  if (length(unique(g)) > 1 && any(event)) {
    if (!late) {
      d <- tryCatch(survdiff(s ~ g), error = function(e) NULL)
      if (!is.null(d)) test <- list(chi_square = number(d$chisq), df = sum(d$exp > 0) - 1)
    } else {
      x <- tryCatch(suppressWarnings(coxph(s ~ factor(g), ties = "exact", control = coxph.control(iter.max = 0))), error = function(e) NULL)
      if (!is.null(x) && !any(is.na(coef(x)))) test <- list(chi_square = number(x$score), df = length(coef(x)))
    }
  }
  out[[case]] <- list(entry = if (late) entry else NULL, time = time, event = as.integer(event), group = g,
    at = lapply(seq_along(at), function(i) list(time = at[i], survival = sum$surv[i], se = number(sum$std.err[i]),
      low = number(sum$lower[i]), high = number(sum$upper[i]), at_risk = if (late) NULL else sum$n.risk[i])),
    median = number(quantile(fit, .5)$quantile), tau = tau,
    # With late entries the bands need not fall, and R's approx() puts them into the order of their heights.
    median_interval = if (late) NULL else list(low = number(quantile(fit, .5)$lower), high = number(quantile(fit, .5)$upper)),
    rmst = number(rmst[["rmean"]]), rmst_se = number(rmst[["se(rmean)"]]), log_rank = test)
}
cat(toJSON(out, auto_unbox = TRUE, digits = 15, null = "null"))
