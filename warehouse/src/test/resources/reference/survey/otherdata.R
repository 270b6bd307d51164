# Makes stages.csv (three stages), single.csv (strata of one unit), pairs.csv (two units a stratum) and simple.csv.
#   Rscript otherdata.R
set.seed(20261)
# A: three stages, population built then sampled
na <- function(x, p) { x[runif(length(x)) < p] <- NA; x }
A <- do.call(rbind, lapply(1:4, function(s) do.call(rbind, lapply(1:c(3,4,2,5)[s], function(d) { e <- rnorm(1)
  do.call(rbind, lapply(1:sample(2:4,1), function(f) { e2 <- rnorm(1,0,.5); m <- sample(2:5,1)
    data.frame(region=c("North","South East","it's","O-4")[s], district=d, farm=f, hh=1:m, eff=e, eff2=e2, inc=round(exp(6+.4*e+.3*e2+.5*rnorm(m)),2), size=rpois(m,3)+1) })) }))))
A$n1 <- c(North=12,`South East`=9,`it's`=2,`O-4`=40)[A$region]        # it's: certainty
A$nf <- ave(A$farm, A$region, A$district, FUN=function(x) length(unique(x)))
A$n2 <- A$nf + (A$district %% 3) * 4          # some second-stage certainty
A$nh <- ave(A$hh, A$region, A$district, A$farm, FUN=length)
A$n3 <- A$nh + 3 + A$farm
A$r1 <- ave(A$district, A$region, FUN=function(x) length(unique(x)))/A$n1; A$r2 <- A$nf/A$n2; A$r3 <- A$nh/A$n3
A$w <- round(1/(A$r1*A$r2*A$r3)*runif(nrow(A),.8,1.3),4)
A$sex <- sample(c("f","m"), nrow(A), TRUE); A$edu <- sample(c("none","prim","sec","hi gh"), nrow(A), TRUE, c(.2,.3,.3,.2)); A$edu[A$sex=="f" & A$edu=="hi gh"] <- "none"  # an empty cell
A$own <- na(as.integer(runif(nrow(A)) < plogis(A$eff)), .08); A$inc <- na(A$inc, .1); A$edu <- na(A$edu,.05)
A$cost <- round(A$inc*runif(nrow(A),.2,.9),3); A$zero <- 0; A$rare <- as.integer(seq_len(nrow(A)) %in% c(3)); A$neg <- round(rnorm(nrow(A)),3)
A$eff <- A$eff2 <- NULL
# B: lonely strata, PSU labels repeating, some strata absent from a domain
B <- do.call(rbind, lapply(1:9, function(s) { k <- c(2,3,1,2,4,1,2,3,2)[s]; do.call(rbind, lapply(1:k, function(p) { m <- sample(3:8,1); e<-rnorm(1)
  data.frame(st=s, psu=p, y=round(50+5*e+10*rnorm(m)+s,2), z=sample(c("yes","no","dk"),m,TRUE,c(.5,.4,.1)), g=if (s==3) "x" else if (s %in% c(4,5)) "y" else sample(c("x","y","v"),m,TRUE), h=sample(1:3,m,TRUE), w=round(runif(m,5,60),1)) })) }))
B$N1 <- c(20,30,1,14,11,6,18,16,2)[B$st]; B$y <- na(B$y,.06); B$z[B$z=="dk"] <- NA; B$x <- round(B$y*.5+rnorm(nrow(B),0,4),2); B$cnt <- rpois(nrow(B),2); B$t <- B$st %in% 1:4; B$b <- as.integer(B$z=="yes"); 
# a domain in which a stratum of many PSUs keeps one only
B$d1 <- as.integer((B$st==5 & B$psu==2) | B$st %in% c(1,2,7,8))
# C: two PSUs in each of 12 strata: BRR
C <- do.call(rbind, lapply(1:12, function(s) do.call(rbind, lapply(1:2, function(p) { m <- sample(4:9,1); e<-rnorm(1)
  data.frame(str=s, unit=p, y=round(20+3*e+5*rnorm(m)+s/2,2), v=sample(letters[1:3],m,TRUE), w=round(runif(m,1,9),2), k=rpois(m,exp(.2+.1*s)/2)) }))))
C$x <- round(C$y+rnorm(nrow(C),0,3),2); C$bin <- as.integer(runif(nrow(C)) < plogis((C$y-22)/5)); C$sx <- sample(1:2,nrow(C),TRUE); C$y <- na(C$y,.05); C$v <- na(C$v,.04)
suppressMessages(library(survey)); options(warn=-1)
cd <- svydesign(~unit, strata=~str, weights=~w, nest=TRUE, data=C)
set.seed(5)
bt <- as.svrepdesign(cd, type="subbootstrap", replicates=20); rw <- as.matrix(weights(bt,"replication")); for (i in 1:20) C[[paste0("bs_",i)]] <- rw[,i]
fw <- as.matrix(weights(as.svrepdesign(cd, type="Fay", fay.rho=.4),"analysis")); for (i in seq_len(ncol(fw))) C[[paste0("fay",i)]] <- round(fw[,i],6)
jw <- as.matrix(weights(as.svrepdesign(cd, type="JKn"),"analysis")); for (i in seq_len(ncol(jw))) C[[paste0("jk",i)]] <- jw[,i]
# D: simple, numbers with ties, many kinds
D <- data.frame(id=1:240); D$w <- 25; D$w2 <- round(runif(240,10,40),2); D$s <- rep(c("a","b","c"),each=80); D$cl <- rep(1:48, each=5); D$x <- round(rnorm(240,10,2)); D$y <- round(3+.8*D$x+rnorm(240),1); D$q <- rexp(240); D$f <- sample(c("lo","mid","hi"),240,TRUE); D$u <- sample(c("A","B"),240,TRUE); D$n <- rpois(240,exp(.1*D$x)); D$bb <- runif(240)<plogis((D$x-10)/2); D$r1 <- sample(c("p","q","r"),240,TRUE); D$r2 <- ifelse(runif(240)<.6,D$r1,sample(c("p","q","r"),240,TRUE)); D$y[c(4,77)] <- NA; D$day <- as.Date("2020-01-01")+D$id; D$fp <- 0.04; D$NN <- 1200; D$one <- 1
D$few <- as.integer(D$id %in% 1:6)
files <- c(A = "stages", B = "single", C = "pairs", D = "simple")
for (n in names(files)) write.csv(get(n), paste0(files[n], ".csv"), row.names=FALSE, na="", fileEncoding="UTF-8")
