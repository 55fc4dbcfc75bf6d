/** The seek bar with its preview, dialogs, and the menu of the transcript. */
export const EXTRAS_STYLE = `
.timeline { position: relative; height: 28px; margin-top: 4px; }

.timeline input { display: block; width: 100%; height: 28px; margin: 0; accent-color: var(--accent); cursor: pointer; touch-action: none; }

.ticks i { position: absolute; top: 4px; width: 2px; height: 5px; margin-left: -1px; background: var(--soft); pointer-events: none; }

.preview {
  position: absolute;
  bottom: 100%;
  z-index: 3;
  max-width: min(320px, 100%);
  margin-bottom: 4px;
  padding: 4px;
  transform: translateX(-50%);
  background: #17181c;
  color: #fff;
  border-radius: 8px;
  box-shadow: 0 4px 16px rgb(0 0 0 / 35%);
  pointer-events: none;
}

.preview .still { display: block; margin: 0 auto 2px; border-radius: 5px; background-color: #000; }

.preview .label { display: block; overflow: hidden; padding: 0 6px; font-size: 0.8125rem; text-align: center; text-overflow: ellipsis; white-space: nowrap; font-variant-numeric: tabular-nums; }

.said { position: absolute; top: 12px; left: 50%; z-index: 3; transform: translateX(-50%); padding: 6px 14px; background: #17181c; color: #fff; border-radius: 999px; font-size: 0.9375rem; white-space: nowrap; pointer-events: none; }

.said:empty { opacity: 0; padding: 0; }

.tool, dialog button, .export button {
  min-height: 40px;
  padding: 0 14px;
  background: var(--card);
  border: 1px solid var(--line);
  border-radius: 8px;
  cursor: pointer;
}

.tool:hover, dialog button:hover, .export button:hover { background: var(--hover); }

@media (hover: none) and (pointer: coarse) {
  .tool.keyboard { display: none; }
}

dialog { width: min(440px, calc(100vw - 32px)); max-height: calc(100vh - 48px); padding: 20px; overflow: auto; background: var(--card); color: var(--ink); border: 1px solid var(--line); border-radius: var(--radius); }

dialog::backdrop { background: rgb(0 0 0 / 45%); }

dialog label { display: block; margin-top: 14px; }

dialog input[type='url'] { display: block; width: 100%; min-height: 44px; margin-top: 4px; padding: 0 12px; background: var(--page); border: 1px solid var(--line); border-radius: 8px; }

dialog .check { display: flex; align-items: center; gap: 10px; min-height: 40px; }
dialog .check input { width: 20px; height: 20px; margin: 0; accent-color: var(--accent); }

.actions { display: flex; flex-wrap: wrap; justify-content: flex-end; gap: 10px; margin-top: 16px; }

dialog button.main { background: var(--ink); color: var(--card); border-color: var(--ink); }

.keys { margin: 12px 0 0; }
.keys div { display: grid; grid-template-columns: minmax(5.5rem, 32%) 1fr; align-items: baseline; padding: 5px 0; }
.keys dd { margin: 0; }

kbd { display: inline-block; min-width: 1.9em; padding: 1px 6px; background: var(--page); border: 1px solid var(--line); border-radius: 6px; font: inherit; font-size: 0.875rem; text-align: center; }

.title-row { display: flex; align-items: center; justify-content: space-between; gap: 12px; padding: 8px 12px 0 16px; }

.export { position: relative; }

.export summary { display: flex; align-items: center; min-height: 40px; padding: 0 12px; border-radius: 8px; color: var(--soft); font-size: 0.9375rem; cursor: pointer; list-style: none; }
.export summary::-webkit-details-marker { display: none; }
.export summary::after { content: '▾'; margin-left: 6px; }
.export summary:hover, .export[open] summary { background: var(--hover); color: var(--ink); }

.export ul { position: absolute; right: 0; top: 100%; z-index: 2; min-width: 210px; margin-top: 4px; padding: 6px; background: var(--card); border: 1px solid var(--line); border-radius: var(--radius); box-shadow: 0 8px 24px rgb(0 0 0 / 18%); }

.export a, .export button { display: flex; align-items: center; justify-content: space-between; gap: 16px; width: 100%; min-height: 44px; padding: 0 12px; background: none; border: 0; border-radius: 8px; color: inherit; text-align: start; text-decoration: none; }
.export a:hover { background: var(--hover); }
`;
