/** The watch page: the player and what belongs to it on one side, the transcript on the other. */
export const WATCH_LAYOUT = `
.skip { position: absolute; left: -9999px; }
.skip:focus { left: 16px; top: 8px; z-index: 9; padding: 10px 14px; background: var(--card); border-radius: 8px; }

html:not(.js) .needs-js { display: none; }

.watch { max-width: 1400px; margin: 0 auto; padding: 0 clamp(16px, 3vw, 32px) 48px; }

.player { position: relative; }

.player video {
  display: block;
  width: 100%;
  height: auto;
  max-height: 74vh;
  background: #000;
  border-radius: var(--radius);
}

.player.sound { padding: 20px; background: var(--card); border: 1px solid var(--line); border-radius: var(--radius); }
.player audio { display: block; width: 100%; }

video::cue { background: rgb(0 0 0 / 78%); color: #fff; font-family: system-ui, 'DejaVu Sans', sans-serif; }

.notice { margin-top: 12px; padding: 12px 16px; background: var(--tint); border-radius: var(--radius); }

.about { display: grid; align-content: start; gap: 24px; padding-top: 18px; }

.facts { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 18px; margin-top: 8px; color: var(--soft); font-size: 0.9375rem; }

.facts label { display: inline-flex; align-items: center; gap: 8px; margin-left: auto; }

select, input, button { font: inherit; color: inherit; }

select { min-height: 40px; padding: 0 8px; background: var(--card); border: 1px solid var(--line); border-radius: 8px; }

.description { max-width: 70ch; white-space: pre-line; overflow-wrap: anywhere; }

.about section, .about nav { display: grid; gap: 10px; }

.chapters ol { overflow: hidden; background: var(--card); border: 1px solid var(--line); border-radius: var(--radius); }

.chapters li + li { border-top: 1px solid var(--line); }

.chapters a {
  display: grid;
  grid-template-columns: 4.25rem 1fr;
  align-items: baseline;
  padding: 10px 16px 10px 12px;
  border-left: 4px solid transparent;
  color: inherit;
  text-decoration: none;
  overflow-wrap: anywhere;
}

.chapters a:hover { background: var(--hover); }
.chapters a:focus-visible { outline-offset: -3px; }
.chapters a[aria-current] { background: var(--tint); border-left-color: var(--accent); font-weight: 600; }

.downloads ul { display: flex; flex-wrap: wrap; gap: 10px; }

.downloads a {
  display: inline-flex;
  align-items: center;
  gap: 8px;
  min-height: 44px;
  padding: 0 16px;
  background: var(--card);
  border: 1px solid var(--line);
  border-radius: 999px;
  color: inherit;
  text-decoration: none;
}

.downloads a:hover { background: var(--hover); }

@media (max-width: 999px) {
  .watch { padding-inline: 0; }
  .about, .transcript, .player.sound { margin-inline: 16px; }
  .player video { border-radius: 0; max-height: 56vh; }
  .transcript { margin-top: 28px; }
}

/* On a phone held upright the picture stays in view above the text. */
@media (max-width: 999px) and (min-height: 560px) {
  .player { position: sticky; top: 0; z-index: 2; background: var(--page); }
  .timeline { margin-inline: 12px; }
  .player video { max-height: 38vh; }
  /* Beside a keyboard on the screen there is no room for it. */
  .watch:has(#search :focus) .player { position: static; }
  .player.sound { margin-inline: 0; border-radius: 0; border-width: 0 0 1px; padding: 12px 16px; }
}

@media (min-width: 1000px) {
  .watch {
    display: grid;
    grid-template-columns: minmax(0, 1fr) clamp(340px, 31vw, 440px);
    grid-template-rows: auto 1fr;
    column-gap: 28px;
  }
  .transcript { grid-column: 2; grid-row: 1 / span 2; }
  .quiet { grid-template-columns: minmax(0, 1000px); justify-content: center; }
}
`;
