# Answers of R survey on data made up for it (otherdata.R).   Rscript other.R, beside the data
# other.json is a selection: of models fitted anew on each replicate only those whose replicates are made here or
# calibrated, of the rest a share, so that the test stays quick.
suppressMessages({library(survey); library(jsonlite)}); options(warn=-1, survey.lonely.psu="fail")
ptab <- function(l) { x <- data.frame(names(l[[1]]),unlist(l[[1]])); names(x) <- c(names(l),"Freq"); x }
files <- c(A = "stages", B = "single", C = "pairs", D = "simple")
rd <- function(n) read.csv(paste0(files[n],".csv"), na.strings="", check.names=FALSE, fileEncoding="UTF-8")
A <- rd("A"); B <- rd("B"); C <- rd("C"); D <- rd("D")
out <- list(); rep <- base::rep
options(digits=17)
one <- function(x) { x <- unname(as.numeric(x)); if (length(x)==0 || is.na(x[1])) NA else if (is.infinite(x[1])) NA else x[1] }
isrep <- function(x) inherits(x,"svyrep.design")
put <- function(d, req, match, dom=NULL, est=NA, se=NA, ci=c(NA,NA), deff=NA, df=NA, p=NA, n=NA)
  out[[length(out)+1]] <<- list(data=d$data, design=d$json, by=if (is.null(dom)) list() else dom$by, sql=if (is.null(d$sql)) NA else d$sql, request=req, match=c(match, list(domain=if (is.null(dom)) setNames(list(),character()) else dom$key)), expect=list(estimate=one(est), se=one(se), ci_low=one(ci[1]), ci_high=one(ci[2]), deff=one(deff), df=one(df), p=one(p)))
fails <- list()
tryit <- function(d, what, e) tryCatch(e, error=function(x) fails[[length(fails)+1]] <<- paste(d$name, what, conditionMessage(x)))
doms <- function(d, by) { if (is.null(by)) return(list(list(s=d$r, dom=NULL)))
  v <- d$r$variables; g <- unique(v[, by, drop=FALSE]); g <- g[complete.cases(g),,drop=FALSE]
  lapply(seq_len(nrow(g)), function(i) { k <- rep(TRUE,nrow(v)); for (b in by) k <- k & !is.na(v[[b]]) & v[[b]]==g[i,b]
    list(s=d$r[k,], dom=list(by=as.list(by), key=setNames(lapply(by, function(b) as.character(g[i,b])), by))) }) }
tci <- function(c, se, df) as.numeric(c)+c(-1,1)*qt(.975,df)*as.numeric(se)
means <- function(d, ys, by=NULL) for (g in doms(d,by)) for (y in ys) { df <- degf(d$r); f <- reformulate(y); de <- !isrep(d$r) 
  tryit(d, paste("mean",y), { m <- svymean(f, g$s, na.rm=TRUE, deff=de); put(d, paste0("mean(",y,")"), list(estimator="mean",variable=y), g$dom, coef(m), SE(m), tci(coef(m),SE(m),df), if (de) deff(m) else NA, df) })
  tryit(d, paste("total",y), { m <- svytotal(f, g$s, na.rm=TRUE, deff=de); put(d, paste0("total(",y,")"), list(estimator="total",variable=y), g$dom, coef(m), SE(m), tci(coef(m),SE(m),df), if (de) deff(m) else NA, df) })
  tryit(d, paste("var",y), { m <- svyvar(f, g$s, na.rm=TRUE); v<-as.numeric(m)[1]; s<-sqrt(as.numeric(attr(m,"var"))[1]); put(d, paste0("var(",y,")"), list(estimator="var",variable=y), g$dom, v, s, tci(v,s,df), NA, df) }) }
ratios <- function(d, a, b, by=NULL) for (g in doms(d,by)) { df <- degf(d$r); tryit(d, "ratio", { s <- g$s[!is.na(g$s$variables[[a]]) & !is.na(g$s$variables[[b]]),]; m <- svyratio(reformulate(a),reformulate(b),s); put(d, paste0("ratio(",a,"/",b,")"), list(estimator="ratio",variable=paste0(a,"/",b)), g$dom, coef(m), SE(m), tci(coef(m),SE(m),df), NA, df) }) }
props <- function(d, xs, by=NULL, methods=c("mean","logit","xlogit","asin","beta")) for (g in doms(d,by)) for (x in xs) for (l in sort(unique(na.omit(as.character(d$r$variables[[x]]))))) { df <- degf(d$r)
  s <- g$s[!is.na(g$s$variables[[x]]),]; if (nrow(s)==0) next; s$variables$is_ <- as.numeric(as.character(s$variables[[x]])==l)
  ll <- if (l=="TRUE") "true" else if (l=="FALSE") "false" else l
  tryit(d,"prop",{ m <- svymean(~is_, s, deff=!isrep(d$r)); put(d, paste0("prop(",x,")"), list(estimator="prop",variable=x,level=ll), g$dom, coef(m), SE(m), tci(coef(m),SE(m),df), if (isrep(d$r)) NA else deff(m), df)
   if (coef(m)>0 && coef(m)<1 && SE(m) > 1e-9) for (k in methods) tryit(d,paste("ciprop",k),{ v <- svyciprop(~is_, s, method=k, df=df); if (is.null(by) || k!="beta") put(d, paste0("prop(",x,", ",k,")"), list(estimator="prop",variable=x,level=ll), g$dom, coef(v), SE(v), attr(v,"ci")) }) }) }
quants <- function(d, ys, by=NULL, ps=c(.01,.1,.25,.5,.75,.9,.99), types=if (isrep(d$r)) c("mean","quantile") else c("mean","beta","xlogit","asin"), rules="math") for (g in doms(d,by)) for (y in ys) for (p in ps) for (k in types) for (r in rules) tryit(d,paste("quantile",k,r),{
  v <- svyquantile(reformulate(y), g$s, p, interval.type=k, na.rm=TRUE, qrule=r)[[1]]
  put(d, paste0("quantile(",y,", ",p, if (k!="mean" || r!="math") paste0(", ",k), if (r!="math") paste0(", ",r),")"), list(estimator="quantile",variable=y,level=p), g$dom, v[1], v[4], v[2:3]) })
glms <- function(d, f, fam, mine=f, sub=NULL) tryit(d, paste("glm",f), { dd <- d$r; m <- eval(bquote(svyglm(.(as.formula(f)), dd, family=.(as.name(fam))()))); s <- summary(m)$coefficients; df <- m$df.residual
  for (i in rownames(s)) put(d, paste0("glm(",mine,", ",sub("quasi","",fam),")"), list(estimator="glm",variable=gsub("TRUE$","true",i)), NULL, s[i,1], s[i,2], tci(s[i,1],s[i,2],df), NA, df, if (df>0) 2*pt(-abs(s[i,1]/s[i,2]),df) else NA) })
chis <- function(d, a, b, st=c("F","Chisq","Wald","adjWald","lincom","saddlepoint")) for (k in st) tryit(d,paste("chisq",k),{ m <- svychisq(as.formula(paste("~",a,"+",b)), d$r, statistic=k); put(d, paste0("chisq(",a,"*",b,", ",k,")"), list(estimator="chisq",variable=paste0(a,"*",b)), NULL, m$statistic, NA, c(NA,NA), NA, m$parameter[1], m$p.value) })
tts <- function(d, f) tryit(d,"ttest",{ m <- svyttest(as.formula(f), d$r); put(d, paste0("ttest(",f,")"), list(estimator="ttest",variable=f), NULL, m$estimate, abs(m$estimate/m$statistic), m$conf.int, NA, m$parameter, m$p.value) })
cmp <- function(d, y, by, of, minus) tryit(d,"contrast",{ s <- svyby(reformulate(y), reformulate(by), d$r, svymean, na.rm=TRUE, covmat=TRUE); df<-degf(d$r)
  m <- svycontrast(s, setNames(c(1,-1),c(of,minus))); put(d, paste0("difference(",y,", ",by,", ",of,", ",minus,")"), list(estimator="difference",variable=y), NULL, coef(m), SE(m), tci(coef(m),SE(m),df), NA, df)
  if (!isrep(d$r)) { m <- svycontrast(s, substitute(a/b, list(a=as.name(of),b=as.name(minus)))); put(d, paste0("relative(",y,", ",by,", ",of,", ",minus,")"), list(estimator="relative",variable=y), NULL, coef(m), SE(m), tci(coef(m),SE(m),df), NA, df) } })
cors <- function(d, a, b, by=NULL) for (g in doms(d,by)) tryit(d,"cor",{ s <- g$s[!is.na(g$s$variables[[a]]) & !is.na(g$s$variables[[b]]),]; v <- svyvar(reformulate(c(a,b)), s); V <- as.matrix(attr(v,"var")); m <- as.matrix(v)[1:2,1:2]; df<-degf(d$r)
  rho <- m[1,2]/sqrt(m[1,1]*m[2,2]); put(d, paste0("cov(",a,", ",b,")"), list(estimator="cov"), g$dom, m[1,2], sqrt(V[2,2]), tci(m[1,2],sqrt(V[2,2]),df), NA, df)
  if (!isrep(d$r)) { gr <- c(-rho/(2*m[1,1]),1/sqrt(m[1,1]*m[2,2]),0,-rho/(2*m[2,2])); put(d, paste0("corr(",a,", ",b,")"), list(estimator="corr"), g$dom, rho, sqrt(drop(gr%*%V[1:4,1:4]%*%gr))) } })
K <- function(name, data, json, r, sql=NULL, lonely="fail") { options(survey.lonely.psu=lonely); list(name=name, data=data, json=if (lonely=="fail") json else c(json, list(lonely_psu=lonely)), r=if (is.function(r)) r() else r, sql=sql, lonely=lonely) }
u <- function(d) options(survey.lonely.psu=d$lonely)
kappas <- function(d, a, b) tryit(d,"kappa",{ k <- svykappa(as.formula(paste("~",a,"+",b)), d$r); df<-degf(d$r); put(d, paste0("kappa(",a,", ",b,")"), list(estimator="kappa"), NULL, coef(k), SE(k), tci(coef(k),SE(k),df), NA, df) })

## ---- A
ja <- list(psu=c("district","farm","hh"), strata="region", nest=TRUE)
ids3 <- ~district+farm+hh
LA <- list(
 K("a1","A",c(ja,list(fpc=c("n1","n2","n3"))), svydesign(ids3,strata=~region,fpc=~n1+n2+n3,nest=TRUE,data=A)),
 K("a2","A",c(ja,list(fpc=c("r1","r2","r3"))), svydesign(ids3,strata=~region,fpc=~r1+r2+r3,nest=TRUE,data=A)),
 K("a3","A",c(ja,list(weights="w",fpc=c("n1","n2","n3"))), svydesign(ids3,strata=~region,fpc=~n1+n2+n3,weights=~w,nest=TRUE,data=A)),
 K("a4","A",list(psu=c("district","farm"),strata="region",nest=TRUE,weights="w",fpc=c("n1","n2")), svydesign(~district+farm,strata=~region,fpc=~n1+n2,weights=~w,nest=TRUE,data=A)),
 K("a5","A",list(psu="district",strata="region",nest=TRUE,weights="w",fpc="r1"), svydesign(~district,strata=~region,fpc=~r1,weights=~w,nest=TRUE,data=A)),
 K("a6","A",list(psu="district",strata="region",nest=TRUE,weights="w"), svydesign(~district,strata=~region,weights=~w,nest=TRUE,data=A)),
 K("a7","A",c(ja,list(weights="w")), svydesign(ids3,strata=~region,weights=~w,nest=TRUE,data=A)))
a3 <- LA[[3]]$r; a6 <- LA[[6]]$r; a1 <- LA[[1]]$r
ps <- list(sex=list(f=900,m=1250))
reg <- list(region=list(North=700,`South East`=600,`it's`=150,`O-4`=700))
tot <- list(`(Intercept)`=2150, sexm=1250, size=8900)
LA2 <- list(
 K("a3ps","A",c(ja,list(weights="w",fpc=c("n1","n2","n3"),poststratify=ps)), postStratify(a3,~sex,ptab(ps))),
 K("a6ps","A",c(LA[[6]]$json,list(poststratify=reg)), postStratify(a6,~region,ptab(reg))),
 K("a3rk","A",c(LA[[3]]$json,list(rake=c(ps,reg))), rake(a3,list(~sex,~region),list(ptab(ps),ptab(reg)),control=list(maxit=500,epsilon=1e-13))),
 K("a6cl","A",c(LA[[6]]$json,list(calibrate=list(totals=tot))), calibrate(a6,~sex+size,unlist(tot),epsilon=1e-13)),
 K("a3cl","A",c(LA[[3]]$json,list(calibrate=list(totals=tot))), calibrate(a3,~sex+size,unlist(tot),epsilon=1e-13)),
 K("a3cb","A",c(LA[[3]]$json,list(calibrate=list(totals=tot,method="linear",bounds=c(.1,4)))), calibrate(a3,~sex+size,unlist(tot),bounds=c(.1,4),epsilon=1e-13,maxit=500)),
 K("a3cg","A",c(LA[[3]]$json,list(calibrate=list(totals=tot,method="logit",bounds=c(.1,4)))), calibrate(a3,~sex+size,unlist(tot),calfun="logit",bounds=c(.1,4),epsilon=1e-13,maxit=500)),
 K("a6cr","A",c(LA[[6]]$json,list(calibrate=list(totals=tot,method="raking"))), calibrate(a6,~sex+size,unlist(tot),calfun="raking",epsilon=1e-13,maxit=500)),
 K("a6jk","A",c(LA[[6]]$json,list(replicates=list(make="JKn"))), as.svrepdesign(a6,type="JKn")),
 K("a6jkps","A",c(LA[[6]]$json,list(replicates=list(make="JKn"),poststratify=ps)), postStratify(as.svrepdesign(a6,type="JKn"),~sex,ptab(ps))),
 K("a5jk","A",c(LA[[5]]$json,list(replicates=list(make="JKn"))), as.svrepdesign(LA[[5]]$r,type="JKn")),
 K("a6jkrk","A",c(LA[[6]]$json,list(replicates=list(make="JKn"),rake=c(ps,reg))), rake(as.svrepdesign(a6,type="JKn"),list(~sex,~region),list(ptab(ps),ptab(reg)),control=list(maxit=500,epsilon=1e-13))))
for (d in c(LA,LA2)) { means(d,c("inc","own","neg","rare")); means(d,"inc",c("sex","edu")); means(d,c("own","inc"),"region"); ratios(d,"cost","inc"); ratios(d,"cost","inc","edu")
  props(d,c("edu","own")); props(d,"edu",c("sex"),methods=c("logit","xlogit")); quants(d,c("inc","size")); quants(d,"inc","sex",ps=c(.25,.5)); cors(d,"inc","cost"); cors(d,"inc","size","sex"); chis(d,"sex","own"); chis(d,"edu","region"); tts(d,"inc ~ sex"); tts(d,"neg ~ 0"); cmp(d,"inc","sex","f","m"); cmp(d,"inc","region","North","it's")
  glms(d,"inc ~ sex + size","gaussian"); glms(d,"own ~ edu + size","quasibinomial"); glms(d,"size ~ sex * own","quasipoisson"); glms(d,"inc ~ edu:sex","gaussian"); glms(d,"inc ~ size + factor(size)","gaussian"); glms(d,"size ~ edu:sex","quasipoisson"); glms(d,"inc ~ size + I(size^2)","gaussian"); glms(d,"inc ~ log(cost)","gaussian"); glms(d,"inc ~ size - 1","gaussian") }
## ---- B
jb <- list(psu="psu",strata="st",weights="w",nest=TRUE)
for (o in c("fail","remove","adjust","average","certainty")) { options(survey.lonely.psu=o)
 base <- svydesign(~psu,strata=~st,weights=~w,nest=TRUE,data=B); fp <- svydesign(~psu,strata=~st,weights=~w,fpc=~N1,nest=TRUE,data=B)
 psb <- list(h=list(`1`=900,`2`=1000,`3`=800)); tb <- list(`(Intercept)`=2700, cnt=5300)
 LB <- list(K("b","B",jb,base,lonely=o), K("bf","B",c(jb,list(fpc="N1")),fp,lonely=o), K("bps","B",c(jb,list(poststratify=psb)),function() postStratify(base,~h,ptab(psb)),lonely=o), K("bcal","B",c(jb,list(fpc="N1",calibrate=list(totals=tb))),function() calibrate(fp,~cnt,unlist(tb),epsilon=1e-13),lonely=o),
   K("bd1","B",jb,function() subset(base,d1==1),sql="d1 = 1",lonely=o), K("bd2","B",c(jb,list(fpc="N1")),function() subset(fp,h>=2),sql="h >= 2",lonely=o), K("bd3","B",c(jb,list(poststratify=psb)),function() subset(postStratify(base,~h,ptab(psb)),d1==1),sql="d1 = 1",lonely=o), K("bd4","B",c(jb,list(fpc="N1",calibrate=list(totals=tb))),function() subset(calibrate(fp,~cnt,unlist(tb),epsilon=1e-13),g=="x"),sql="g = 'x'",lonely=o))
 for (d in LB) { dfull <- degf(if (grepl("f|bd2|bcal|bd4",d$name)) fp else base)
   degf <- function(x, ...) dfull
   u(d); means(d,c("y","cnt")); means(d,"y","g"); means(d,"y",c("g","h")); props(d,"z",methods=c("mean","logit","xlogit","beta")); ratios(d,"x","y","g"); cors(d,"x","y"); cmp(d,"y","g","x","y"); glms(d,"x ~ y","gaussian"); rm(degf)
   if (is.null(d$sql)) { glms(d,"b ~ g + cnt","quasibinomial"); chis(d,"z","g"); quants(d,"y",types=c("mean","beta")); quants(d,"y","g",ps=.5,types="mean"); tts(d,"y ~ z"); tts(d,"x ~ 0") } } }
options(survey.lonely.psu="fail")
## ---- C
jc <- list(psu="unit",strata="str",weights="w",nest=TRUE); c0 <- svydesign(~unit,strata=~str,weights=~w,nest=TRUE,data=C)
rs <- rep(.5,24); vp <- list(sx=list(`1`=400,`2`=420))
LC <- list(K("c0","C",jc,c0), K("cjk","C",c(jc,list(replicates=list(make="JKn"))),as.svrepdesign(c0,type="JKn")), K("cbrr","C",c(jc,list(replicates=list(make="BRR"))),as.svrepdesign(c0,type="BRR")), K("cfay","C",c(jc,list(replicates=list(make="Fay",rho=.3))),as.svrepdesign(c0,type="Fay",fay.rho=.3)),
 K("cbs","C",list(weights="w",replicates=list(given="bs_*",type="bootstrap",combined=FALSE)),svrepdesign(weights=~w,repweights="^bs_",data=C,type="bootstrap",combined.weights=FALSE)),
 K("cbsm","C",list(weights="w",replicates=list(given="bs_*",type="bootstrap",combined=FALSE,mse=TRUE)),svrepdesign(weights=~w,repweights="^bs_",data=C,type="bootstrap",combined.weights=FALSE,mse=TRUE)),
 K("cbss","C",list(weights="w",replicates=list(given="bs_*",type="bootstrap",combined=FALSE,scale=.07)),svrepdesign(weights=~w,repweights="^bs_",data=C,type="bootstrap",combined.weights=FALSE,scale=.07,rscales=rep(1,20))),
 K("cfg","C",list(weights="w",replicates=list(given="fay*",type="Fay",rho=.4)),svrepdesign(weights=~w,repweights="^fay",data=C,type="Fay",rho=.4,combined.weights=TRUE)),
 K("cfm","C",list(weights="w",replicates=list(given="fay*",type="Fay",rho=.4,mse=TRUE)),svrepdesign(weights=~w,repweights="^fay",data=C,type="Fay",rho=.4,combined.weights=TRUE,mse=TRUE)),
 K("cjg","C",list(weights="w",replicates=list(given="jk1..jk24",type="JKn",rscales=rs)),svrepdesign(weights=~w,repweights="^jk",data=C,type="JKn",rscales=rs,scale=1,combined.weights=TRUE)),
 K("cj2","C",list(weights="w",replicates=list(given="jk1..jk24",type="JK2")),svrepdesign(weights=~w,repweights="^jk",data=C,type="JK2",combined.weights=TRUE)),
 K("cot","C",list(weights="w",replicates=list(given="jk*",type="other",scale=.5,rscales=seq(.5,1.5,length=24))),svrepdesign(weights=~w,repweights="^jk",data=C,type="other",scale=.5,rscales=seq(.5,1.5,length=24),combined.weights=TRUE)),
 K("cacs","C",list(weights="w",replicates=list(given="bs_*",type="ACS",combined=FALSE)),svrepdesign(weights=~w,repweights="^bs_",data=C,type="ACS",combined.weights=FALSE)),
 K("cfps","C",list(weights="w",replicates=list(given="fay*",type="Fay",rho=.4),poststratify=vp),postStratify(svrepdesign(weights=~w,repweights="^fay",data=C,type="Fay",rho=.4,combined.weights=TRUE),~sx,ptab(vp))),
 K("cfcal","C",list(weights="w",replicates=list(given="fay*",type="Fay",rho=.4),calibrate=list(totals=list(`(Intercept)`=820,x=20500))),calibrate(svrepdesign(weights=~w,repweights="^fay",data=C,type="Fay",rho=.4,combined.weights=TRUE),~x,c(`(Intercept)`=820,x=20500),epsilon=1e-13,compress=FALSE)),
 K("cjkm","C",c(jc,list(replicates=list(make="JKn",mse=TRUE))),as.svrepdesign(c0,type="JKn",mse=TRUE)))
for (d in LC) { means(d,c("y","x","bin")); means(d,"y",c("sx","v")); ratios(d,"y","x"); ratios(d,"y","x","v"); props(d,"v"); quants(d,"y"); quants(d,"x","sx",ps=.5); cors(d,"x","y"); chis(d,"v","sx"); tts(d,"y ~ sx"); tts(d,"x ~ 0"); cmp(d,"y","v","a","b"); glms(d,"y ~ x + v","gaussian"); glms(d,"bin ~ x","quasibinomial"); glms(d,"k ~ v + x","quasipoisson"); glms(d,"bin ~ v*x","quasibinomial") }
## ---- D
LD <- list(K("d1","D",list(weights="w"),svydesign(~1,weights=~w,data=D)), K("d2","D",list(weights="w2"),svydesign(~1,weights=~w2,data=D)), K("d3","D",list(weights="w2",fpc="fp"),svydesign(~1,weights=~w2,fpc=~fp,data=D)), K("d4","D",list(strata="s",weights="w2",fpc="NN"),svydesign(~1,strata=~s,weights=~w2,fpc=~NN,data=D)), K("d5","D",list(psu="cl",weights="w2",replicates=list(make="JK1")),as.svrepdesign(svydesign(~cl,weights=~w2,data=D),type="JK1")), K("d6","D",list(psu="cl",weights="w2",fpc="fp"),svydesign(~cl,weights=~w2,fpc=~fp,data=D)), K("d7","D",list(psu="cl",fpc="fp",replicates=list(make="JK1")),as.svrepdesign(svydesign(~cl,fpc=~fp,data=D),type="JK1")), K("d8","D",list(psu="id",strata="s",weights="w2"),svydesign(~id,strata=~s,weights=~w2,data=D)))
R <- c("math","school","shahvaish","hf1","hf2","hf3","hf4","hf5","hf6","hf7","hf8","hf9")
for (d in LD) { means(d,c("x","y","q","few","one")); means(d,"y",c("f","u")); ratios(d,"y","x","f"); props(d,c("f","few","bb")); props(d,"few","u"); quants(d,c("x","q")); cors(d,"x","y"); cors(d,"x","q","u"); chis(d,"f","u"); chis(d,"r1","r2"); tts(d,"y ~ u"); tts(d,"q ~ 0"); cmp(d,"y","f","lo","hi"); glms(d,"y ~ x*f","gaussian"); glms(d,"bb ~ x + f","quasibinomial"); glms(d,"n ~ x + u:f","quasipoisson"); glms(d,"y ~ factor(x)","gaussian"); kappas(d,"r1","r2"); 
 quants(d,c("x","q","y"),ps=c(.05,.25,.5,.9),rules=R[-1],types="mean") }
quants(LD[[1]],c("x","y"),ps=c(.1,.25,.5,.75),rules=R,types=c("mean","score","beta")); quants(LD[[5]],"x",ps=.5,types=c("beta","xlogit","asin"))
d <- LD[[2]]; dr <- d; for (y in c("x","y")) { m <- svymean(reformulate(y), d$r, deff="replace", na.rm=TRUE); put(dr, paste0("mean(",y,", replace)"), list(estimator="mean",variable=y), NULL, coef(m), SE(m), c(NA,NA), deff(m)) }
write(toJSON(out, auto_unbox=TRUE, digits=NA, na="null"), "other-all.json"); cat(length(out),"\n"); print(table(unlist(fails)))
