/** The transcript: a panel with a search above and a text that scrolls by itself. */
export const TRANSCRIPT_STYLE = `
.transcript {
  position: relative;
  display: flex;
  flex-direction: column;
  height: min(70vh, 640px);
  background: var(--card);
  border: 1px solid var(--line);
  border-radius: var(--radius);
}

@media (min-width: 1000px) {
  .transcript { position: sticky; top: 16px; height: calc(100vh - 72px); max-height: 960px; }
}

.search { display: flex; align-items: center; gap: 4px; padding: 10px 12px 10px 16px; border-bottom: 1px solid var(--line); }

.search input {
  flex: 1 1 auto;
  min-width: 0;
  min-height: 44px;
  padding: 0 12px;
  background: var(--page);
  border: 1px solid var(--line);
  border-radius: 8px;
}

.search input::placeholder { color: var(--soft); opacity: 1; }

.search output { padding: 0 6px; color: var(--soft); font-size: 0.875rem; white-space: nowrap; font-variant-numeric: tabular-nums; }

.search button { width: 40px; height: 44px; background: none; border: 0; border-radius: 8px; cursor: pointer; }
.search button:hover:enabled { background: var(--hover); }
.search button:disabled { color: var(--soft); opacity: 0.5; cursor: default; }

.lines { flex: 1 1 auto; overflow-y: auto; overscroll-behavior: contain; padding: 4px 16px 24px; }
.lines:focus-visible { outline-offset: -2px; }

.lines h3 { padding: 18px 0 6px; font-size: 0.9375rem; overflow-wrap: anywhere; }

/* Paragraphs out of sight cost nothing: a three-hour lecture has hundreds. */
.lines p {
  display: grid;
  grid-template-columns: 4rem minmax(0, 1fr);
  padding: 5px 0;
  content-visibility: auto;
  contain-intrinsic-size: auto 6.5rem;
}

.lines .time { padding-top: 0.125rem; font-size: 0.875rem; text-decoration: none; }
.lines .time:hover { color: var(--accent); text-decoration: underline; }

.lines span[data-t] { padding: 1px 0; border-radius: 3px; overflow-wrap: anywhere; -webkit-box-decoration-break: clone; box-decoration-break: clone; }

.js .lines span[data-t] { cursor: pointer; }
.js .lines span[data-t]:hover { background: var(--hover); }
.lines span[aria-current], .js .lines span[aria-current]:hover { background: var(--tint); box-shadow: 0 0 0 2px var(--tint); }

::highlight(match) { background: var(--match); color: #17181c; }
::highlight(match-now) { background: var(--match-now); color: #17181c; }
.match { background: var(--match); color: #17181c; }
.match-now { background: var(--match-now); color: #17181c; }

.follow {
  position: absolute;
  left: 50%;
  bottom: 16px;
  transform: translateX(-50%);
  min-height: 44px;
  padding: 0 18px;
  background: var(--ink);
  color: var(--card);
  border: 0;
  border-radius: 999px;
  box-shadow: 0 4px 16px rgb(0 0 0 / 25%);
  white-space: nowrap;
  cursor: pointer;
}
`;
