import { describe, expect, test } from 'vitest';
import { BurnIn } from '#src/config/look-config.contract.ts';
import { ASS_STYLES } from '#src/media/render/drawings/ass-styles.ts';
import { burnInStyle, lineCharacters } from '#src/subtitles/burn-in-style.ts';
import { subtitlesStage } from '#src/subtitles/subtitles-stage.ts';
import { DATABASES } from '../../support/lectures.ts';
import { madeTranscript, transcriptOf } from '../../support/made-transcript.ts';
import { runStage, uncut } from '../../support/stage-run.ts';
import { probeFor, SOURCE } from '../media/support/source.ts';

const WIDE = { width: 1280, height: 720 };
const UPRIGHT = { width: 1080, height: 1920 };
const style = (config: object, picture = WIDE) => burnInStyle(BurnIn.parse(config), picture);

describe('the style', () => {
  test('is the preset’s, in the middle below', () => {
    expect(style({})).toEqual(ASS_STYLES.outline);
    expect(style({ preset: 'box' })).toMatchObject({ border: 'panel', borderTransparency: 0.35 });
    expect(style({ preset: 'yellow' }).textColour).toBe('#ffe14d');
    expect(style({ preset: 'large' }).sizePixels).toBeGreaterThan(style({}).sizePixels);
  });

  test('is what the config says instead, field by field', () => {
    const own = { font: 'DejaVu Serif', size_pixels: 30, text_colour: '#102030' };
    const border = { border: 'box', border_colour: '#ffffff', border_opacity: 0.25 };
    expect(style({ ...own, ...border, position: 'top' })).toEqual({
      ...ASS_STYLES.outline,
      font: 'DejaVu Serif',
      sizePixels: 30,
      textColour: '#102030',
      border: 'panel',
      borderPixels: 8,
      borderColour: '#ffffff',
      borderTransparency: 0.75,
      alignment: 8,
    });
    expect(style({ preset: 'box', border: 'outline' })).toMatchObject({
      border: 'outline',
      borderPixels: 3,
    });
  });

  test('keeps clear of the buttons of apps where the picture is upright', () => {
    expect(style({}, UPRIGHT).edgeMarginPixels).toBe(205);
  });

  test('says how many characters fit on a line', () => {
    expect(lineCharacters(style({}), WIDE)).toBe(51);
    expect(lineCharacters(style({}), UPRIGHT)).toBe(27);
    expect(lineCharacters(style({ size_pixels: 96 }), UPRIGHT)).toBe(11);
  });
});

const { transcript } = madeTranscript([DATABASES[0]?.text ?? '']);
const files = { transcript, edit: uncut(80), probe: probeFor(SOURCE, 80) };
const burnt = async (config: object, given: object = {}) => {
  const { saved, outcome } = await runStage(subtitlesStage(), {
    files: { ...files, ...given },
    config,
  });
  return { text: saved.find(({ kind }) => kind === 'burn_in')?.text, saved, outcome };
};
const BURN_IN = { burn_in: { enabled: true } };
const linesOf = (ass = '') =>
  ass
    .split('\n')
    .flatMap(line => /^Dialogue: .*?,,0,0,0,,(.*)$/.exec(line)?.[1]?.split('\\N') ?? []);

describe('captions to burn in', () => {
  test('are made only where they are asked for', async () => {
    expect((await burnt({})).text).toBeUndefined();
    const { saved } = await burnt({ picture: BURN_IN });
    expect(saved.map(({ kind, variant = '' }) => `${kind}:${variant}`)).toEqual([
      'subtitles:en.srt',
      'subtitles:en.vtt',
      'burn_in:',
    ]);
  });

  test('have lines that fit on an upright picture, and every word', async () => {
    const wide = linesOf((await burnt({ picture: BURN_IN })).text);
    const { text } = await burnt({ picture: { ...BURN_IN, vertical: 'fit_blur' } });
    expect(text).toContain('PlayResX: 720\nPlayResY: 1280\n');
    const narrow = linesOf(text);
    expect(Math.max(...wide.map(({ length }) => length))).toBeGreaterThan(27);
    expect(Math.max(...narrow.map(({ length }) => length))).toBeLessThanOrEqual(27);
    expect(narrow.join(' ')).toBe(wide.join(' '));
  });

  test('need no files of subtitles beside them', async () => {
    const { saved } = await burnt({ picture: BURN_IN, subtitles: { enabled: false } });
    expect(saved.map(({ kind }) => kind)).toEqual(['burn_in']);
  });

  test('are not made of silence, nor for sound alone', async () => {
    const silent = await burnt({ picture: BURN_IN }, { transcript: transcriptOf([]) });
    expect(silent.saved).toEqual([]);
    expect(silent.outcome.note).toBe('There are no words to show.');
    const probe = probeFor({ ...SOURCE, video: null }, 80);
    expect((await burnt({ picture: BURN_IN }, { probe })).text).toBeUndefined();
  });
});
