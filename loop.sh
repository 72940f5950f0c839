export VSCODE_HOST_CACHE=/work/main/.vscode-host
node scripts/run.mjs build --production > /tmp/flake-build.log 2>&1
for i in 1 2 3; do for p in unit contract; do node scripts/run.mjs $p > /tmp/flake-$p-$i.log 2>&1; echo "$i $p $(grep -E 'passing|failing' /tmp/flake-$p-$i.log | tr '\n' ' ') load $(cut -d' ' -f1 /proc/loadavg)" >> /tmp/flake.txt; done; done
