/** The look of Open edX's own sign-in page: Paragon's blue, much air, one column on a phone. No script, no font to load. */
export const stylesheet = `
:root {
  --primary: #0a3055;
  --on-primary: #fff;
  --badge: #0a3055;
  --accent: #f0cc00;
  --ground: #fff;
  --raised: #fff;
  --text: #1f2a37;
  --quiet: #55606e;
  --line: #cfd5dc;
  --focus: #0a3055;
  --shade: rgb(10 48 85 / 12%);
  color-scheme: light dark;
}
@media (prefers-color-scheme: dark) {
  :root {
    --primary: #061f38;
    --badge: #2a5f94;
    --ground: #10181f;
    --raised: #18232d;
    --text: #eef2f6;
    --quiet: #b3bfcb;
    --line: #3a4956;
    --focus: #8ec5ff;
    --shade: rgb(0 0 0 / 40%);
  }
}
*, *::before, *::after { box-sizing: border-box; }
body {
  margin: 0;
  min-height: 100vh;
  display: grid;
  grid-template-rows: auto 1fr;
  background: var(--ground);
  color: var(--text);
  font: 1.0625rem/1.5 Inter, "Helvetica Neue", Arial, sans-serif;
}
.brand {
  padding: 1.5rem;
  background: var(--primary);
  color: var(--on-primary);
}
.brand p { margin: 0; }
.brand-name { font-size: 1.125rem; font-weight: 700; }
.brand-name::before {
  content: "";
  display: block;
  width: 2.5rem;
  height: .25rem;
  margin-bottom: .75rem;
  background: var(--accent);
}
.brand-claim { font-size: 1rem; opacity: .9; }
main { width: 100%; max-width: 40rem; padding: 2rem 1.5rem 3rem; }
h1 { margin: 0 0 .5rem; font-size: 1.75rem; line-height: 1.2; }
.lead { margin: 0 0 1.5rem; color: var(--quiet); }
.people { display: grid; gap: .75rem; margin: 0; padding: 0; list-style: none; }
.person {
  display: grid;
  grid-template-columns: 3rem 1fr auto;
  gap: 0 1rem;
  align-items: center;
  width: 100%;
  padding: 1rem;
  border: 1px solid var(--line);
  border-radius: .5rem;
  background: var(--raised);
  color: inherit;
  font: inherit;
  text-align: start;
  cursor: pointer;
}
.person:hover { border-color: var(--focus); box-shadow: 0 .25rem 1rem var(--shade); }
.person:focus-visible, a:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
.initials {
  display: grid;
  place-items: center;
  width: 3rem;
  height: 3rem;
  border-radius: 50%;
  background: var(--badge);
  color: var(--on-primary);
  font-weight: 700;
}
.name { display: flex; flex-wrap: wrap; column-gap: .5rem; font-weight: 700; }
.part { color: var(--quiet); font-weight: 400; }
.sees { display: block; color: var(--quiet); font-size: .9375rem; }
.person::after { content: "\\2192"; color: var(--quiet); font-size: 1.25rem; }
.problem { padding: .75rem 1rem; border-inline-start: .25rem solid #c32d3a; background: var(--raised); }
a { color: inherit; text-underline-offset: .2em; }
code { overflow-wrap: anywhere; }
@media (min-width: 62rem) {
  body { grid-template: 1fr / minmax(20rem, 2fr) 3fr; }
  .brand { display: flex; flex-direction: column; justify-content: center; padding: 4rem; }
  .brand-name { font-size: 1.5rem; }
  .brand-claim { margin-top: .5rem; font-size: 2.5rem; line-height: 1.15; font-weight: 700; opacity: 1; }
  main { align-self: center; padding: 4rem; max-width: 52rem; }
}
@media (prefers-reduced-motion: no-preference) {
  .person { transition: border-color .15s, box-shadow .15s; }
}
`
