# Tests of equal survival by R survival: G-rho and strata, of veteran, lung and what other.R made up.
#   Rscript tests.R > tests.json, beside the data
suppressMessages({library(survival); library(jsonlite)})
out <- list()
put <- function(d, rho) {
  s <- Surv(d$time, d$event)
  for (stratified in c(FALSE, TRUE)) {
    x <- tryCatch(if (stratified) survdiff(s ~ d$group + strata(d$stratum), rho = rho) else survdiff(s ~ d$group, rho = rho), error = function(e) NULL)
    if (is.null(x)) next
    expected <- if (is.matrix(x$exp)) rowSums(x$exp) else x$exp
    out[[length(out) + 1]] <<- list(time = d$time, event = as.integer(d$event), group = as.integer(factor(d$group)),
      stratum = if (stratified) as.integer(factor(d$stratum)) else rep(1L, length(d$time)), rho = rho, chi_square = x$chisq, df = sum(expected > 0) - 1)
  }
}
veteran <- read.csv("veteran.csv"); lung <- read.csv("lung.csv"); lung <- lung[!is.na(lung$ph.ecog), ]
files <- list(list(time = veteran$time, event = veteran$status == 1, group = veteran$celltype, stratum = veteran$trt),
  list(time = lung$time, event = lung$status == 2, group = lung$sex, stratum = lung$ph.ecog))
set.seed(5)
for (k in 1:20) { n <- sample(c(6, 12, 30), 1)
  files[[length(files) + 1]] <- list(time = sample(0:9, n, TRUE), event = runif(n) < .6, group = sample(3, n, TRUE), stratum = sample(2, n, TRUE)) }
for (d in files) for (rho in c(0, .5, 1)) put(d, rho)
cat(toJSON(out, auto_unbox = TRUE, digits = 15))
