import { describe, expect, test } from 'vitest';
import { libraryPublisher } from '../../../src/adapters/platforms/library/publisher.ts';
import type { Site } from '../../../src/adapters/platforms/library/site.ts';
import type { Publisher, Targets } from '../../../src/publishing/ports.ts';
import { builtInPresets } from '../../../src/publishing/preset.ts';
import type { Publication } from '../../../src/publishing/publication.ts';
import { publishTarget } from '../../../src/publishing/publish-target.ts';
import { requestTakeBack } from '../../../src/publishing/request-take-back.ts';
import { takeBack, takeBackTarget } from '../../../src/publishing/take-back.ts';
import { dying, interrupted } from '../../support/publishing/dying.ts';
import { memorySite } from '../../support/publishing/memory-site.ts';
import { memoryTargets } from '../../support/publishing/memory-targets.ts';
import {
  publication,
  RECORDING,
  SUBJECT,
  WORKSPACE,
} from '../../support/publishing/publication.ts';

const KEY = { subject: SUBJECT, presetId: 'library' };
const ROW = `${WORKSPACE}/recording/${RECORDING}/library`;
const ROOT = `w/${WORKSPACE}/`;
const PAGE = `${ROOT}${RECORDING}/index.html`;

function world() {
  const storage = memorySite();
  const ledger = memoryTargets();
  let now = 1000;
  const clock = () => (now += 1);
  const library = (site: Site, targets: Targets) =>
    libraryPublisher({ site, targets, clock, siteUrl: 'https://site', presetId: 'library' });
  const publishWith = (
    publisher: Publisher,
    targets: Targets,
    item: Publication,
    signal?: AbortSignal,
  ) =>
    publishTarget({ targets, clock })({
      key: KEY,
      publisher,
      publication: item,
      progress: () => {},
      signal: signal ?? new AbortController().signal,
    });
  const publish = (item: Publication, site = storage.site, targets = ledger.targets) =>
    publishWith(library(site, targets), targets, item);
  const ask = (targets = ledger.targets) =>
    requestTakeBack({ targets, clock, publications: { send: async () => {} } })(SUBJECT);
  const takeItBack = (site = storage.site, targets = ledger.targets) => {
    const publisher = async () => library(site, targets);
    const platforms = { find: () => ({ hostsPage: true, publisher }) };
    const deps = { targets, platforms, presets: builtInPresets, erase: async () => {} };
    return takeBack(deps)({ command: 'take_back', subject: SUBJECT });
  };
  const remove = async (site = storage.site, targets = ledger.targets) => {
    await ask(targets);
    await takeItBack(site, targets);
  };
  return { ...storage, ...ledger, publish, publishWith, ask, remove, library };
}

type World = ReturnType<typeof world>;

/** Files that the page names and that are not there; empty if the page is whole or absent. */
function missingFiles({ files, read }: World) {
  if (!files.has(PAGE)) return [];
  const named = [...read(PAGE).matchAll(/(?:src|href|poster)="(v\d+\/[^"#]+)/g)];
  return named.map(([, name]) => `${ROOT}${RECORDING}/${name}`).filter(key => !files.has(key));
}

function expectPublishedOnce(made: World, sentence: string) {
  expect(missingFiles(made)).toEqual([]);
  expect(made.read(PAGE)).toContain(sentence);
  expect([...made.files.keys()].filter(key => key.endsWith(`${RECORDING}/index.html`))).toEqual([
    PAGE,
  ]);
  const row = made.rows.get(ROW);
  expect(row).toMatchObject({ status: 'UPLOADED', url: `https://site/${PAGE}` });
  const versions = [...made.files.keys()].flatMap(key => /\/(v\d+)\//.exec(key)?.[1] ?? []);
  expect(new Set(versions)).toEqual(new Set([`v${row?.version}`]));
  expect(made.read(`${ROOT}feed.xml`).match(/<item>/g)).toHaveLength(1);
  expect(made.read(`${ROOT}index.html`).match(/<li>/g)).toHaveLength(1);
}

function expectNothing(made: World) {
  expect([...made.files.keys()].filter(key => key.includes(RECORDING))).toEqual([]);
  expect(made.rows.size).toBe(0);
  expect(made.read(`${ROOT}feed.xml`)).not.toContain('<item>');
}

const before = publication();
const after = publication({
  contentHash: 'hash-2',
  sentences: [{ start: 0, end: 2, text: 'A new beginning.' }],
});

/** So many calls take the longest of the runs below; more deaths than calls end the loop. */
const MOST_CALLS = 80;

describe.each([{ answerLost: false }, { answerLost: true }])(
  'a death at any call %j',
  ({ answerLost }) => {
    async function dieAt(
      made: World,
      calls: number,
      work: (site: Site, targets: Targets) => Promise<unknown>,
    ) {
      const { wrap, survived } = dying(calls, answerLost);
      await work(wrap(made.site), wrap(made.targets)).catch(() => {});
      return survived();
    }

    test('of the first publication: never half a page, in the end exactly one', async () => {
      let deaths = 0;
      for (let calls = 0; calls < MOST_CALLS; calls += 1) {
        const made = world();
        const survived = await dieAt(made, calls, (site, targets) =>
          made.publish(before, site, targets),
        );
        expect(missingFiles(made)).toEqual([]);
        await made.publish(before);
        expectPublishedOnce(made, 'Light is a wave.');
        if (survived) break;
        deaths += 1;
      }
      expect(deaths).toBeGreaterThan(20);
      expect(deaths).toBeLessThan(MOST_CALLS);
    });

    test('of a newer version: the old page or the new one, each whole', async () => {
      for (let calls = 0; calls < MOST_CALLS; calls += 1) {
        const made = world();
        await made.publish(before);
        const survived = await dieAt(made, calls, (site, targets) =>
          made.publish(after, site, targets),
        );
        expect(missingFiles(made)).toEqual([]);
        expect(made.read(PAGE)).toMatch(/Light is a wave\.|A new beginning\./);
        await made.publish(after);
        expectPublishedOnce(made, 'A new beginning.');
        if (survived) break;
      }
    });

    test('of taking it back: nothing is left', async () => {
      for (let calls = 0; calls < MOST_CALLS; calls += 1) {
        const made = world();
        await made.publish(before);
        const survived = await dieAt(made, calls, made.remove);
        await made.remove();
        expectNothing(made);
        if (survived) break;
      }
    });

    test('of publishing what is being taken back: first gone, then whole', async () => {
      for (let calls = 0; calls < MOST_CALLS; calls += 1) {
        const made = world();
        await made.publish(before);
        await made.ask();
        const survived = await dieAt(made, calls, (site, targets) =>
          made.publish(after, site, targets),
        );
        expect(missingFiles(made)).toEqual([]);
        await made.publish(after);
        expectPublishedOnce(made, 'A new beginning.');
        if (survived) break;
      }
    });
  },
);

describe('what is taken back while it is published', () => {
  test('at any call: nothing of the attempt stays', async () => {
    for (let calls = 0; calls < MOST_CALLS; calls += 1) {
      const made = world();
      await made.publish(before);
      const { wrap, happened } = interrupted(calls, () => made.remove());
      await made.publish(after, wrap(made.site), wrap(made.targets)).catch(() => {});
      // Where it came before the attempt had a row, the attempt is a publication of its own.
      if (made.rows.has(ROW)) expectPublishedOnce(made, 'A new beginning.');
      else expectNothing(made);
      if (!happened()) break;
    }
  });

  test('late: what was published since stays, at any call', async () => {
    for (let calls = 0; calls < MOST_CALLS; calls += 1) {
      const made = world();
      await made.publish(before);
      await made.ask();
      const old = made.rows.get(ROW);
      await made.remove();
      const late = async () => {
        if (old) await takeBackTarget(made)(old, made.library(made.site, made.targets));
      };
      const { wrap, happened } = interrupted(calls, late);
      await made.publish(after, wrap(made.site), wrap(made.targets));
      expectPublishedOnce(made, 'A new beginning.');
      if (!happened()) break;
    }
  });
});

describe('publishing', () => {
  test('the page is written after all its files and before the ledger is completed', async () => {
    const made = world();
    await made.publish(before);
    const written = made.journal.slice(0, made.journal.indexOf(PAGE));
    expect(written).toHaveLength(11);
    expect(made.journal.indexOf(`${ROOT}feed.xml`)).toBeGreaterThan(made.journal.indexOf(PAGE));
  });

  test('what stands is not published again', async () => {
    const made = world();
    await made.publish(before);
    const row = made.rows.get(ROW);
    const writes = made.journal.length;
    await made.publish(before);
    expect(made.journal.slice(writes).filter(key => key.includes(RECORDING))).toEqual([]);
    expect(made.rows.get(ROW)).toEqual(row);
  });

  test('an attempt that was overtaken gives way and spoils nothing', async () => {
    const made = world();
    const library = made.library(made.site, made.targets);
    const slow: Publisher = {
      ...library,
      publish: async attempt => {
        await made.publish(after);
        return library.publish(attempt);
      },
    };
    await expect(made.publishWith(slow, made.targets, before)).rejects.toMatchObject({
      code: 'lost',
    });
    expect(made.read(PAGE)).toContain('A new beginning.');
    expect(missingFiles(made)).toEqual([]);
    expect(made.rows.get(ROW)).toMatchObject({
      status: 'UPLOADED',
      contentHash: 'hash-2',
    });
  });

  test('a recording that is deleted meanwhile leaves no page', async () => {
    const made = world();
    const library = made.library(made.site, made.targets);
    const slow: Publisher = {
      ...library,
      publish: async attempt => {
        await made.remove();
        return library.publish(attempt);
      },
    };
    await expect(made.publishWith(slow, made.targets, before)).rejects.toThrow();
    expect([...made.files.keys()].filter(key => key.includes(RECORDING))).toEqual([]);
  });

  test('a refusal is kept with its code, and the next attempt clears it', async () => {
    const made = world();
    const refusing = { ...made.library(made.site, made.targets) };
    refusing.publish = async () => {
      throw new Error('Disk full of bees.');
    };
    await expect(made.publishWith(refusing, made.targets, before)).rejects.toThrow('bees');
    expect(made.rows.get(ROW)).toMatchObject({ status: 'FAILED', failureCode: 'engine_failed' });
    expect(made.rows.get(ROW)?.failureReason).not.toContain('bees');
    await made.publish(before);
    expectPublishedOnce(made, 'Light is a wave.');
  });

  test('a cancelled one touches nothing', async () => {
    const made = world();
    const library = made.library(made.site, made.targets);
    const cancelled = made.publishWith(library, made.targets, before, AbortSignal.abort());
    await expect(cancelled).rejects.toMatchObject({ code: 'cancelled' });
    expect(made.files.size).toBe(0);
  });

  test('what a platform remembers reaches its next attempt', async () => {
    const made = world();
    const seen: unknown[] = [];
    const library = made.library(made.site, made.targets);
    const resumable: Publisher = {
      ...library,
      publish: async attempt => {
        seen.push(attempt.target.details);
        await attempt.remember({ session: 'https://upload/1' });
        if (seen.length === 1) throw new Error('Connection lost.');
        return library.publish(attempt);
      },
    };
    await expect(made.publishWith(resumable, made.targets, before)).rejects.toThrow();
    await made.publishWith(resumable, made.targets, before);
    expect(seen).toEqual([undefined, { session: 'https://upload/1' }]);
  });
});
