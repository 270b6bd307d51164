suppressMessages(library(survey)); set.seed(5)
c2 <- read.csv("apiclus2.csv", na.strings=c("","NA")); n1 <- length(unique(c2$dnum)); n2 <- table(c2$dnum)
c2$f1 <- n1 / c2$fpc1; c2$f2 <- as.numeric(n2[as.character(c2$dnum)]) / c2$fpc2
u <- unique(c2$dnum)
for (r in 1:10) { k <- tabulate(sample(length(u), length(u) - 1, TRUE), length(u)) * length(u) / (length(u) - 1); c2[[paste0("boot", r)]] <- k[match(c2$dnum, u)] }
for (r in 1:12) { k <- sample(c(1, 1 + 2^-1.5, 1 - 2^-1.5), length(u), TRUE); c2[[paste0("sdr", r)]] <- c2$pw * k[match(c2$dnum, u)] }
write.csv(c2, "more.csv", row.names = FALSE, na = "")
data(mu284); write.csv(mu284, "mu284.csv", row.names = FALSE)
p <- expand.grid(i = 1:6, psu = 1:4, stratum = c("a", "b", "c"), wave = 1:3); u <- rnorm(12)
p$zone <- ifelse(p$psu <= 2, "north", "south")
p <- p[!(p$wave == 3 & p$stratum == "a" & p$psu == 4), ]
p$weight <- round(runif(nrow(p), 5, 20), 2); p$wage <- round(1500 + 300 * u[(p$psu + 4 * (as.integer(p$stratum) - 1))] + 90 * p$wave + rnorm(nrow(p), 0, 200)); p$wage[sample(nrow(p), 9)] <- NA
p$online <- rbinom(nrow(p), 1, .4 + .1 * p$wave); p$i <- NULL
write.csv(p, "panel.csv", row.names = FALSE, na = "")
