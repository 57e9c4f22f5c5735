/**
 * The report's style sheet: the reader's own colors of light or dark, black on white in print, on the reader's own paper. A cell of running text
 * (`text`) breaks anywhere, so that no name, however long, pushes a column off the page; short values, dates and CVE ids are never broken.
 */
export const REPORT_STYLE = `
:root{color-scheme:light dark;--fg:#1b1b1f;--bg:#fff;--soft:#f3f3f6;--line:#d5d5dd;--faint:#5c5c66;--link:#0b5cad;--critical:#9b1c1c;--high:#a3480f;--medium:#7a5b00;--low:#2f6136}
@media (prefers-color-scheme:dark){:root{--fg:#e6e6ea;--bg:#1b1b1f;--soft:#26262c;--line:#44444d;--faint:#a9a9b3;--link:#7db7f5;--critical:#ff9d9d;--high:#ffb27a;--medium:#f0cf65;--low:#93d39c}}
*{box-sizing:border-box}
body{margin:0;background:var(--bg);color:var(--fg);font:14px/1.45 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",sans-serif}
main{max-width:1280px;margin:0 auto;padding:24px}
h1{font-size:24px;margin:0 0 12px;overflow-wrap:anywhere}
h2{font-size:18px;margin:32px 0 8px}
a{color:var(--link)}
.facts{display:flex;flex-wrap:wrap;gap:4px 24px;margin:0}
.facts div{display:flex;gap:6px;min-width:0}
.facts dt{color:var(--faint)}
.facts dd{margin:0;overflow-wrap:anywhere}
.cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(190px,1fr));gap:12px;list-style:none;margin:20px 0;padding:0}
.cards li{background:var(--soft);border:1px solid var(--line);border-radius:6px;padding:12px}
.cards strong{font-size:26px}
.cards span{color:var(--faint)}
nav ol{display:flex;flex-wrap:wrap;gap:4px 16px;list-style:none;margin:0;padding:0}
.note{color:var(--faint);margin:0 0 8px}
.table{overflow-x:auto}
table{border-collapse:collapse;width:100%}
th,td{border-bottom:1px solid var(--line);padding:5px 8px;text-align:left;vertical-align:top}
th{background:var(--soft);vertical-align:bottom}
td{white-space:nowrap;max-width:36em}
td.text{white-space:normal;overflow-wrap:anywhere;min-width:10em}
.whole{white-space:nowrap}
.number{text-align:right;font-variant-numeric:tabular-nums;min-width:0}
.faint{color:var(--faint)}
.severity{font-weight:600}
.critical{color:var(--critical)}.high{color:var(--high)}.medium{color:var(--medium)}.low{color:var(--low)}
footer{border-top:1px solid var(--line);color:var(--faint);margin-top:32px}
@media print{:root{color-scheme:light;--fg:#000;--bg:#fff;--soft:#f3f3f3;--line:#bbb;--faint:#444;--link:#000;--critical:#7a0000;--high:#7a3300;--medium:#5c4500;--low:#1e4a25}
@page{size:landscape;margin:12mm 12mm 14mm;@bottom-right{content:"Page " counter(page) " of " counter(pages);font:9px sans-serif;color:#444}}
body{font-size:10px}main{max-width:none;padding:0}th,td{padding:4px 6px}nav{display:none}.table{overflow:visible}thead{display:table-header-group}tr{break-inside:avoid}h2{break-after:avoid}.cards{grid-template-columns:repeat(5,1fr)}a{text-decoration:none}}
`;

/** SHA-256 of `REPORT_STYLE`, by which the report's content security policy allows it and no other; a test holds the two together. */
export const REPORT_STYLE_HASH = 'sha256-VS2jTiNsJ/+Y9C1TyG2bIFQqqTxH5sq8kGuhUxKPwjA=';
