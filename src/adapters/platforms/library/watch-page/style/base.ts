/** Colours, type and the frame around the content: shared by the watch page and the list. */
export const BASE_STYLE = `
:root {
  color-scheme: light dark;
  --page: #f7f7f5;
  --card: #ffffff;
  --ink: #17181c;
  --soft: #565a66;
  --line: #e2e2de;
  --accent: #2b55d3;
  --tint: #e9eefc;
  --hover: #f1f1ee;
  --match: #ffe49a;
  --match-now: #ffab4a;
  --radius: 12px;
  --gap: 20px;
}

@media (prefers-color-scheme: dark) {
  :root {
    --page: #111317;
    --card: #191c22;
    --ink: #eceef3;
    --soft: #a6acb9;
    --line: #2b2f38;
    --accent: #9db8ff;
    --tint: #232d47;
    --hover: #21252d;
  }
}

* { box-sizing: border-box; }

html { -webkit-text-size-adjust: 100%; }

body {
  margin: 0;
  background: var(--page);
  color: var(--ink);
  font: 16px/1.55 system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'DejaVu Sans', sans-serif;
}

h1, h2, h3, p, ul, ol { margin: 0; padding: 0; }

ul, ol { list-style: none; }

h1 { font-size: clamp(1.35rem, 1rem + 1.4vw, 1.9rem); line-height: 1.25; letter-spacing: -0.01em; text-wrap: balance; overflow-wrap: anywhere; }

h2 { font-size: 1.0625rem; line-height: 1.3; }

a { color: var(--accent); text-underline-offset: 0.2em; }

:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 6px; }

[hidden] { display: none !important; }

.bar {
  display: flex;
  justify-content: space-between;
  align-items: center;
  gap: var(--gap);
  max-width: 1400px;
  margin: 0 auto;
  padding: 6px clamp(16px, 3vw, 32px);
}

.bar a {
  display: inline-flex;
  align-items: center;
  gap: 10px;
  min-height: 44px;
  color: var(--soft);
  font-size: 0.9375rem;
  text-decoration: none;
}

.bar a:hover { color: var(--ink); }

.bar .home { color: var(--ink); font-weight: 600; }

.bar img { display: block; }

.time { color: var(--soft); font-variant-numeric: tabular-nums; }

.soft { color: var(--soft); }

@media (prefers-reduced-motion: no-preference) {
  a, button { transition: background-color 120ms, color 120ms; }
}
`;
