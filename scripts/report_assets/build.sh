#!/usr/bin/env bash
# Rebuilds what the corpus report embeds, src/beritaparse/report/corpus/vendor: the parts of Apache ECharts that it uses
# (Apache-2.0), and the map of Indonesia of @svg-maps/indonesia (CC BY 4.0).  Needs node and npm.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
target=$here/../../src/beritaparse/report/corpus/vendor
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes >/dev/null
npm install --silent --save-exact echarts@6.1.0 esbuild@0.28.2 @svg-maps/indonesia@1.0.0
cp "$here/charts.js" "$here/map.mjs" .
{
  echo "/* Apache ECharts 6.1.0, a part of it, bundled with zrender and tslib. Licences: LICENSE-echarts.txt */"
  npx esbuild charts.js --bundle --minify --format=iife --global-name=echarts --target=es2018 --legal-comments=none
} >"$target/echarts.js"
node map.mjs node_modules/@svg-maps/indonesia/indonesia.svg >"$target/indonesia.svg"
{
  cat node_modules/echarts/NOTICE
  printf '\n----- Apache ECharts\n\n'
  cat node_modules/echarts/LICENSE
  printf '\n----- zrender\n\n'
  cat node_modules/zrender/LICENSE
  printf '\n----- tslib\n\n'
  cat node_modules/tslib/LICENSE.txt
} >"$target/LICENSE-echarts.txt"
{
  echo "indonesia.svg: the map of @svg-maps/indonesia 1.0.0 by Bashir Arrohman, https://www.npmjs.com/package/@svg-maps/indonesia"
  echo "Changed: coordinates rounded, names left out.  Its licence:"
  echo
  cat node_modules/@svg-maps/indonesia/LICENSE.md
} >"$target/LICENSE-map.txt"
